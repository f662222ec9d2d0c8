"""Papers of an application: documents, certificates, scans. Each asks the application's own visibility first."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from yimen.cases.access import scope
from yimen.cases.models import Application, Case, Owed, visible_applications
from yimen.cases.reads.application import filled_row
from yimen.cases.reads.seen import seen_cases
from yimen.cases.rules.codes import read_code
from yimen.custody.reads import is_right_code, is_seen
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotFound
from yimen.kernel.visible import within
from yimen.licences.reads import file_of, of_source
from yimen.materials.reads import former_files, pile, scan_type
from yimen.materials.reads import scan as read_scan
from yimen.materials.reads import scan_page as read_page
from yimen.materials.reads import thumbnail as read_thumbnail
from yimen.notices.reads import pdf
from yimen.notices.states import DocumentKind


def document_pdf(viewer: Actor, application_id: UUID, kind: str) -> bytes:
    """Return a document of an application as PDF. Raises NotFound."""
    _seen(viewer, application_id)
    if kind not in set(DocumentKind):
        raise NotFound
    return pdf("application", application_id, DocumentKind(kind))


def case_document_pdf(viewer: Actor, case_id: UUID, kind: str) -> bytes:
    """Return a document of one case as PDF, for whoever sees the case; `pause-<id>` is the notice of one pause, and
    so the papers of a proceeding, of a turn it took and of the check of a promise.

    Raises NotFound.
    """
    seen = seen_cases(viewer)
    source = _beside(seen.filter(pk=case_id), kind)
    if source is not None:
        return pdf(*source)
    if kind not in set(DocumentKind) or not seen.filter(pk=case_id).exists():
        raise NotFound
    if kind != DocumentKind.HAND_OUT:
        return pdf("case", case_id, DocumentKind(kind))
    licence = of_source("case", case_id)
    if licence is None:
        raise NotFound
    return pdf("licence", licence.id, DocumentKind.HAND_OUT)


def paper_list_pdf(viewer: Actor, hand_over_id: UUID) -> bytes:
    """Return the list of a hand-over as PDF, for whoever sees the hand-over. Raises NotFound."""
    if not is_seen(viewer, hand_over_id):
        raise NotFound
    return pdf("hand_over", hand_over_id, DocumentKind.PAPER_LIST)


def people_of_case(viewer: Actor, case_id: UUID) -> list[UUID]:
    """Return whom the papers of a case name. Raises NotFound."""
    row = seen_cases(viewer).select_related("application").filter(pk=case_id).first()
    if row is None:
        raise NotFound
    return filled_row(row.application).person_ids


_KEY = 36
"""Characters of an id behind the kind of a paper."""


def _beside(case: QuerySet[Case], told: str) -> tuple[str, UUID, DocumentKind] | None:
    """Return source and kind of a paper of a pause, a turn or a proceeding; None when `told` is a kind of paper alone.

    Raises NotFound when the case has no such one.
    """
    kind, between, key = told[: -_KEY - 1], told[-_KEY - 1 : -_KEY], told[-_KEY:]
    if between != "-" or kind not in set(DocumentKind):
        return None
    try:
        source_id = UUID(key)
    except ValueError:
        raise NotFound from None
    for source in ("pause", "proceeding", "turn"):
        if case.filter(**{f"{source}s": source_id}).exists():
            return source, source_id, DocumentKind(kind)
    if Owed.objects.filter(case__in=[row.pk for row in case], paper_id=source_id).exists():
        return "promise", source_id, DocumentKind(kind)
    raise NotFound


def certificate_pdf(viewer: Actor, application_id: UUID, case_id: UUID) -> bytes:
    """Return the signed certificate of a case. Raises NotFound, and Conflict until it is signed."""
    _seen(viewer, application_id)
    if not Case.objects.filter(pk=case_id, application=application_id).exists():
        raise NotFound
    licence = of_source("case", case_id)
    if licence is None:
        raise NotFound
    return file_of(licence.id)


def own_certificate_pdf(application_id: UUID, case_id: UUID, place: str, code: str) -> bytes:
    """Return the signed certificate of a case to the party at `place` with the code that the window gave her for it.

    Raises NotFound for a wrong code as for no certificate, Conflict until it is signed.
    """
    is_of_it = Case.objects.filter(pk=case_id, application=application_id).exists()
    licence = of_source("case", case_id) if is_of_it and is_right_code(case_id, place, read_code(code)) else None
    if licence is None:
        raise NotFound
    return file_of(licence.id)


def scan(viewer: Actor, application_id: UUID, digest: str) -> tuple[bytes, str]:
    """Return a scan of the application's pile and its media type. Raises NotFound."""
    _seen(viewer, application_id)
    if not _is_scan_of(application_id, digest):
        raise NotFound
    content = read_scan(digest)
    return content, scan_type(digest, content)


def thumbnail(viewer: Actor, application_id: UUID, digest: str) -> bytes:
    """Return the small JPEG of a scan of the application's pile. Raises NotFound, also when there is none."""
    _seen(viewer, application_id)
    small = read_thumbnail(digest) if _is_scan_of(application_id, digest) else None
    if small is None:
        raise NotFound
    return small


def scan_page(viewer: Actor, application_id: UUID, digest: str, page: int) -> bytes:
    """Return a page of a PDF of the application's pile as JPEG. Raises NotFound, also when it cannot be drawn."""
    _seen(viewer, application_id)
    drawn = read_page(digest, page) if _is_scan_of(application_id, digest) else None
    if drawn is None:
        raise NotFound
    return drawn


def _is_scan_of(application_id: UUID, digest: str) -> bool:
    if any(digest in m.files for m in pile("application", application_id).values()):
        return True
    return any(digest in digests for _, _, digests in former_files("application", application_id))


def _seen(viewer: Actor, application_id: UUID) -> None:
    rows: QuerySet[Application] = within(Application.objects.all(), visible_applications(scope(viewer), clock.today()))
    if not rows.filter(pk=application_id).exists():
        raise NotFound
