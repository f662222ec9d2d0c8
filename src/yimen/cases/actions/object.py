"""Object to a promise found untrue (提出异议): at a window, or by the party herself online. It is checked again.

Law: 个人信息保护法 art 46 (correction of her data); 行政许可法 art 7 (the right to be heard).
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.models import Owed
from yimen.cases.reads.owed import name_of
from yimen.cases.rules.owed import Owing, Settled
from yimen.cases.states import CaseVerb
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words

_NOTHING = Words(
    "没有可以提异议的核查结果，或者异议已经提过，正在复查。",
    "There is nothing to object to, or it is being checked again.",
)


@entry(
    "case",
    CaseVerb.OBJECT,
    citizen=Words(
        "您对“{name}”的核查结果提出异议：{objection}", "You objected to the result on “{name_en}”: {objection}"
    ),
    clerk=Words(
        "当事人对“{name}”的核查结果提出异议：{objection}", "Objection to the result on “{name_en}”: {objection}"
    ),
)
class Object(Entry, frozen=True):
    """A party objected to a promise found untrue."""

    key: str
    name: str
    name_en: str
    objection: str


def object_(*, case_id: UUID, key: str, objection: str, actor: Actor) -> None:
    """Object to what was found about the document `key`. Raises BadInput for an empty text, Conflict, NotFound."""
    objection = opinion_text(objection, "objection")
    with CASE.act(CaseVerb.OBJECT, case_id, actor=actor) as deed:
        case = deed.subject
        owed = Owed.objects.filter(case=case.id, key=key, kind=Owing.PROMISE, outcome=Settled.UNTRUE).first()
        if owed is None or owed.objected_at:
            raise Conflict(_NOTHING)
        owed.objection, owed.objected_at = objection, deed.now
        owed.save(update_fields=["objection", "objected_at"])
        name = name_of(case, key)
        deed.note(case, Object(key=key, name=name.zh, name_en=name.en, objection=objection))
