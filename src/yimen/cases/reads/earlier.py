"""A person's applications, for the clerk at whose window she stands: number, matter, state, date, and nothing inside.

Law: 个人信息保护法 art 6 and 51 (the least that the purpose needs, seen only as the work needs it).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.cases.access import scope
from yimen.cases.models import visible_applications
from yimen.cases.states import APPLICATION_STATE_WORDS
from yimen.catalogue.reads import bundle_version
from yimen.catalogue.states import REPRESENTATION_WORDS, Representation
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.rows import rows
from yimen.kernel.words import Words
from yimen.people.reads import PersonSheet, person

MOST = 100


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """One of a person's applications; `parts` are what she is in it; `is_open`: the viewer may open it."""

    id: UUID
    receipt_no: str
    name: Words
    parts: tuple[Words, ...]
    state: str
    state_words: Words
    opened_at: datetime
    accepted_at: datetime | None
    is_open: bool


_EARLIER = """
SELECT cases_application.id, cases_application.receipt_no, cases_application.bundle_id, cases_application.state,
       cases_application.opened_at, cases_application.accepted_at, ({visible}),
       p.role, p.person_id = %s, p.represented_by
  FROM cases_party p JOIN cases_application ON cases_application.id = p.application_id
 WHERE (p.person_id = %s OR p.representative_id = %s) AND cases_application.state <> 'discarded'
 ORDER BY cases_application.opened_at DESC, cases_application.id, p.role, p.place
 LIMIT {most}
"""


def earlier(viewer: Actor, person_id: UUID) -> tuple[PersonSheet, list[EarlierLine]]:
    """Return a person at the viewer's window and her applications, newest first, in three statements.

    Raises NotFound when she is not there. Drafts of other windows stand with their state and without a way in.
    """
    sheet = person(viewer, person_id)
    visible = visible_applications(scope(viewer), clock.today())
    asked = _EARLIER.format(visible=visible.sql, most=MOST)
    lines: dict[UUID, EarlierLine] = {}
    for row in rows(asked, [*visible.values, person_id, person_id, person_id]):
        key, receipt_no, bundle, state, opened_at, accepted_at, is_open, role, is_party, kind = row
        text = bundle_version(bundle).text
        part = text.roles[role].label if is_party else _acting(text.roles[role].label, kind)
        before = lines[key].parts if key in lines else ()
        lines[key] = EarlierLine(
            id=key,
            receipt_no=receipt_no or "",
            name=text.name,
            parts=before if part in before else (*before, part),
            state=state,
            state_words=APPLICATION_STATE_WORDS[state],
            opened_at=opened_at,
            accepted_at=accepted_at,
            is_open=bool(is_open),
        )
    return sheet, list(lines.values())


def _acting(role: Words, kind: str) -> Words:
    words = REPRESENTATION_WORDS[Representation(kind)]
    return Words(f"{role.zh}的{words.zh}", f"{words.en} of the {role.en.lower()}")
