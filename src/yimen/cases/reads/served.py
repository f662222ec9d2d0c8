"""A case with what its delivery asks: the result, who may take it, which originals are compared before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from yimen.cases.models import Application, Case
from yimen.cases.reads.application import Filled, filled, filled_row
from yimen.cases.rules.served import digest_of, receivers, to_compare
from yimen.cases.states import CaseState
from yimen.catalogue.reads import standard
from yimen.catalogue.rules.piles import Needed
from yimen.catalogue.rules.standards import Acceptance
from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import NotFound
from yimen.kernel.words import Words
from yimen.licences.reads import LicenceSheet
from yimen.licences.reads import of_source as licence_of
from yimen.notices.reads import of_source as documents_of
from yimen.notices.states import KIND_WORDS, DocumentKind


@dataclass(frozen=True)
class Served:
    """A case of an application, whose delivery is asked about."""

    application: Filled
    case: Case

    @property
    def acceptance(self) -> Acceptance:
        """Return the matter's text."""
        return standard(self.case.matter_id).acceptance

    @property
    def receivers(self) -> list[str]:
        """Return the places of the parties whom the result may go to."""
        return receivers([p.key for p in self.application.parties])

    @property
    def files(self) -> Mapping[str, tuple[str, ...]]:
        """Return the scans of the pile, by key."""
        return {key: m.files for key, m in self.application.given.items()}

    @property
    def originals(self) -> list[Needed]:
        """Return the originals to be compared with their scans."""
        return to_compare(self.acceptance, self.application.counts, self.application.facts, self.files)

    @property
    def digest(self) -> str:
        """Return what stands for those scans; empty when nothing is to be compared."""
        return digest_of(self.files, [n.key for n in self.originals])


@dataclass(frozen=True)
class Result:
    """What goes to the applicant: what it is called, its number, the certificate behind it where there is one."""

    name: Words
    number: str
    licence: LicenceSheet | None


def served(viewer: Actor, application_id: UUID, case_id: UUID) -> Served:
    """Return a case of an application. A citizen has proved before that she is a party. Raises NotFound."""
    if viewer.kind is ActorKind.CITIZEN:
        row = Application.objects.filter(pk=application_id, receipt_no__isnull=False).first()
        if row is None:
            raise NotFound
        application = filled_row(row)
    else:
        application = filled(viewer, application_id)
    case = Case.objects.filter(pk=case_id, application=application_id).select_related("application").first()
    if case is None:
        raise NotFound
    return Served(application, case)


def result_of(case: Case) -> Result | None:
    """Return what is there to be delivered: certificate, decision to refuse, or the granted result. None: not yet."""
    acceptance = standard(case.matter_id).acceptance
    if case.state == CaseState.REFUSED:
        paper = next((d for d in documents_of("case", case.id) if d.kind == DocumentKind.REFUSAL), None)
        return Result(KIND_WORDS[DocumentKind.REFUSAL], paper.number, None) if paper else None
    if case.state != CaseState.GRANTED:
        return None
    if acceptance.result.template:
        licence = licence_of("case", case.id)
        return Result(acceptance.result.name, licence.number, licence) if licence else None
    return Result(acceptance.result.name, case.result or case.number, None)
