"""What somebody prepared before she came, found by its code; its list of documents; the same rules as the window's.

Unknown, taken over, erased and too old are one answer: not found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from yimen.cases.access import knows_codes
from yimen.cases.models import Preparation
from yimen.cases.rules.codes import read_code, spoken
from yimen.cases.rules.facts import facts_of
from yimen.cases.states import PreparationState
from yimen.catalogue.reads import BundleSheet, bundle_version
from yimen.catalogue.rules.forms import Asked, asked, wrong_answers
from yimen.catalogue.rules.piles import Needed, pile
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotFound
from yimen.kernel.keys import ring
from yimen.kernel.printing import qr_svg, typeset
from yimen.kernel.words import Words
from yimen.notices.reads import TEMPLATES

PURPOSE = "preparation"


@dataclass(frozen=True)
class PreparedSheet:
    """Prepared answers: who comes (how many of each role), the answers, the merged form and pile they lead to."""

    id: UUID
    code: str
    bundle: BundleSheet
    counts: Mapping[str, int]
    answers: Mapping[str, str]
    form: tuple[Asked, ...]
    pile: tuple[Needed, ...]
    lacking: Mapping[str, Words]
    valid_until: datetime

    @property
    def spoken(self) -> str:
        """Return the code in groups of four."""
        return spoken(self.code)


def sealing_context(preparation_id: UUID) -> bytes:
    """Return what binds prepared answers to their row."""
    return b"preparation:" + preparation_id.bytes


def prepared_row(viewer: Actor, code: str) -> Preparation:
    """Return the row that a code opens. Raises NotFound."""
    plain = read_code(code)
    if not plain or not knows_codes(viewer):
        raise NotFound
    row = Preparation.objects.filter(code_hash__in=ring().keyed_hashes(PURPOSE, plain)).first()
    if row is None or row.state != PreparationState.PREPARED or row.valid_until <= clock.now():
        raise NotFound
    return row


def content_of(row: Preparation) -> tuple[dict[str, int], dict[str, str]]:
    """Return how many of each role come, and the answers."""
    text = ring().opened(bytes(row.content_sealed or b""), sealing_context(row.id))
    content: dict[str, Any] = msgspec.json.decode(text)
    return content["counts"], content["answers"]


def prepared(viewer: Actor, code: str) -> PreparedSheet:
    """Return what a code opens. Raises NotFound."""
    row = prepared_row(viewer, code)
    counts, answers = content_of(row)
    bundle = bundle_version(row.bundle_id)
    form, needed = list_of(bundle, counts, answers, clock.today())
    return PreparedSheet(
        id=row.id,
        code=read_code(code),
        bundle=bundle,
        counts=counts,
        answers=answers,
        form=form,
        pile=needed,
        lacking=wrong_answers(form, answers),
        valid_until=row.valid_until,
    )


def list_of(
    bundle: BundleSheet, counts: Mapping[str, int], answers: Mapping[str, str], on: date
) -> tuple[tuple[Asked, ...], tuple[Needed, ...]]:
    """Return the merged form and the pile that these answers lead to: the rules that the window's draft uses."""
    facts = facts_of(bundle.text, counts, answers, on)
    form = asked(bundle.acceptances, bundle.elements, counts, facts)
    return tuple(form), tuple(pile(bundle.acceptances, counts, facts))


def prepared_pdf(viewer: Actor, code: str, address: str) -> bytes:
    """Return the printable list: number, QR that the counter reads, documents with whose and why. Raises NotFound."""
    sheet = prepared(viewer, code)
    today = clock.now()
    data = {
        "title": sheet.bundle.text.name.zh,
        "number": sheet.spoken,
        "qr": qr_svg(address),
        "until": f"{sheet.valid_until:%Y}年{sheet.valid_until.month}月{sheet.valid_until.day}日",
        "people": [
            {"role": role.label.zh, "count": sheet.counts.get(name, 0)}
            for name, role in sheet.bundle.text.roles.items()
            if role.is_party
        ],
        "materials": [_line(sheet, n) for n in sheet.pile],
    }
    return typeset(TEMPLATES / "prepared_list.typ", data, today)


def holder_words(bundle: BundleSheet, place: str) -> Words:
    """Return whose a document is, before anybody has a name: 卖方第1人, seller 1; empty for the whole's."""
    if not place:
        return Words("", "")
    role, _, number = place.partition("[")
    label = bundle.text.roles[role].label
    n = int(number[:-1]) + 1
    return Words(f"{label.zh}第{n}人", f"{label.en.lower()} {n}")


def _line(sheet: PreparedSheet, needed: Needed) -> dict[str, str]:
    basis = needed.basis[0] if needed.basis else None
    article = f"第{basis.article}条" if basis and basis.article else ""
    return {
        "name": needed.name.zh,
        "whose": holder_words(sheet.bundle, needed.holder).zh or "共用",
        "original": "交原件" if needed.original == "kept" else "带原件，看后退还",
        "basis": f"{basis.law}{article}" if basis else "",
    }
