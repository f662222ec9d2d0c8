"""Decide at once not to accept what is out of scope, and tell where to go (告知去向).

Law: 行政许可法 art 32(1)2 (decided at once, told where to apply).
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.actions.inside.intake import refuse_when_deemed, stop_watching
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.told import tell
from yimen.cases.reads.application import filled_row
from yimen.cases.states import ApplicationVerb
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.notices.states import DocumentKind
from yimen.people.reads import OfficeSheet, offices_named

_SHOWN = 5
_UNCLEAR = Words("还不能告知去向，请看标红的地方。", "It cannot be told yet where to go; see the marked fields.")
_NOWHERE = Words(
    "请从清单里选机关；清单里没有的，写明去哪里办。", "Choose the office; for one not on the list write where to go."
)
_TWICE = Words("已经选了机关，这里请留空。", "An office is chosen: leave this empty.")
_UNKNOWN = Words(
    "清单里没有这个机关。请换一个词找；不在本区的，写在下面一栏。",
    "There is no such office on the list. Try another word; one elsewhere is written in the next field.",
)
_SEVERAL = Words("有几个机关都叫得上，请选一个：{zh}。", "Several offices fit; choose one: {en}.")


@entry(
    "application",
    ApplicationVerb.REDIRECT,
    citizen=Words(
        "不属于本机关职权范围，不予受理。理由：{reason} 请到：{where}",
        "Not within this office’s powers, not accepted. Reason: {reason} Go to: {where}",
    ),
    clerk=Words(
        "{by}：不属于本机关职权范围，不予受理。理由：{reason} 请到：{where}",
        "{by}: Not within this office’s powers, not accepted. Reason: {reason} Go to: {where}",
    ),
)
class Redirect(Entry, frozen=True):
    """Not within this office’s powers, not accepted. `office` is the code of one of the region's, else empty."""

    reason: str
    where: str
    office: str = ""


def redirect(*, application_id: UUID, reason: str, office: str = "", where: str = "", actor: Actor) -> None:
    """Turn the application away in writing, to one of the region's offices or to `where` elsewhere.

    `office` is a code or a name as people type it; `where` is for offices that the region's list does not have. Raises
    BadInput for an empty text or a name that means no office or several, Conflict.
    """
    wrong: dict[str, tuple[Words, ...]] = {}
    chosen: OfficeSheet | None = None
    try:
        reason = opinion_text(reason, "reason")
    except BadInput as problem:
        wrong |= problem.fields
    try:
        chosen = _office(office.strip(), where.strip())
        told = _where(chosen) if chosen else opinion_text(where, "where")
    except BadInput as problem:
        wrong |= problem.fields
    if wrong:
        raise BadInput(_UNCLEAR, wrong)
    with APPLICATION.act(ApplicationVerb.REDIRECT, application_id, actor=actor) as deed:
        row = deed.subject
        refuse_when_deemed(row, deed.now)
        stop_watching(row.id, deed.now)
        row.closed_at = deed.now
        deed.note(row, Redirect(reason=reason, where=told, office=chosen.code if chosen else ""))
        place = {"name": chosen.name.zh, "address": chosen.address, "phone": chosen.phone} if chosen else None
        tell(deed, filled_row(row), DocumentKind.OUT_OF_SCOPE, reason=reason, where=told, place=place)


def _office(asked: str, where: str) -> OfficeSheet | None:
    """Return the office that was meant, None when the text says where to go."""
    if not asked and not where:
        raise BadInput(_NOWHERE, {"office": [_NOWHERE]})
    if not asked:
        return None
    if where:
        raise BadInput(_TWICE, {"where": [_TWICE]})
    found = offices_named(asked)
    if len(found) == 1:
        return found[0]
    if not found:
        raise BadInput(_UNKNOWN, {"office": [_UNKNOWN]})
    first = found[:_SHOWN]
    several = _SEVERAL.fill(zh="、".join(o.name.zh for o in first), en=", ".join(o.name.en for o in first))
    raise BadInput(several, {"office": [several]})


def _where(office: OfficeSheet) -> str:
    """Return name, address and telephone in one line, as far as they are known.

    >>> _where(OfficeSheet("tax", Words("税务局", "Tax Bureau"), "440604", "禅税", "示范路7号", "0757-00000007"))
    '税务局，地址：示范路7号，电话：0757-00000007'
    """
    parts = (office.name.zh, office.address and f"地址：{office.address}", office.phone and f"电话：{office.phone}")
    return "，".join(part for part in parts if part)
