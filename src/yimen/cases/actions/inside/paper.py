"""A paper about one case, issued inside the deed of the verb that needs it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.cases.models import Case
from yimen.cases.reads.case_paper import case_paper, day
from yimen.kernel.action import Deed
from yimen.notices.actions.issue import born
from yimen.notices.states import DocumentKind
from yimen.people.reads import offices


def paper_of_case(
    deed: Deed[Any], case: Case, kind: DocumentKind, *, source: tuple[str, UUID] | None = None, **more: Any
) -> str:
    """Issue the department's paper about the case; moments in `more` are printed as days. Returns its number.

    `source` is what the paper is about when the case has several of the kind.
    """
    source_kind, source_id = source or ("case", case.id)
    printed = {name: day(value) if isinstance(value, datetime) else value for name, value in more.items()}
    data = case_paper(case, deed.now) | printed
    word = offices()[case.department_id].document_word
    return born(deed, source_kind, source_id, kind, case.department_id, word, data)
