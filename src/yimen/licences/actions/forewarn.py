"""Tell the holder that her licence is to be revoked or recalled (拟撤销、拟撤回告知), before anything is decided.

With ground, facts and basis, and the time in which she may state her case and defend herself. By an examiner of the
issuing agency; an approver, another person, decides (一审一核).

Law: 行政许可法 art 7 (the right to state and to defend), art 69 (revocation), art 8(2) (recall). The law gives no time
for the answer: at least five working days, as art 47 gives for a hearing (by analogy: general).
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from yimen.kernel.actor import Actor
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.limits import due
from yimen.kernel.words import Words
from yimen.kernel.workdays import Limit, Unit
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.papers import paper_of_licence, printed_day
from yimen.licences.actions.inside.proceedings import opened, texts
from yimen.licences.reads.proceedings import Content
from yimen.licences.rules.endings import LEAST_DAYS, MOST_DAYS, Ground, checked_ground
from yimen.licences.states import ENDINGS, VERB_WORDS, Verb
from yimen.notices.states import DocumentKind

_DAYS = Words(
    f"陈述申辩的时间写工作日数，{LEAST_DAYS}至{MOST_DAYS}。",
    f"The time to answer is {LEAST_DAYS} to {MOST_DAYS} working days.",
)
_WHICH = Words("请选撤销或者撤回。", "Choose revocation or recall.")
_KINDS = {Verb.REVOKE: DocumentKind.REVOCATION_NOTICE, Verb.RECALL: DocumentKind.RECALL_NOTICE}


@entry(
    "licence",
    Verb.FOREWARN,
    citizen=Words(
        "拟{act}（{cited}），可以在{until}以前陈述、申辩。",
        "It is intended: {act_en} ({article}). You may state your case until {until}.",
    ),
    clerk=Words(
        "{by}告知被许可人拟{act}（{cited}：{ground}），陈述申辩到{until}为止。",
        "{by} told the holder of the intention: {act_en} ({article}: {ground_en}); she may answer until {until}.",
    ),
)
class Forewarn(Entry, frozen=True):
    """The holder was told; `act` is the Chinese term of what is intended, `until` the last day to answer."""

    act: str
    act_en: str
    article: str
    cited: str
    ground: str
    ground_en: str
    until: str


def forewarn(
    *,
    licence_id: UUID,
    verb: str,
    ground: str,
    law: str = "",
    reason: str,
    compensation: str = "",
    answer_days: int,
    actor: Actor,
) -> None:
    """Tell the holder of an intended revocation or recall; `answer_days` are working days, `law` what the ground names.

    `compensation` says what a recall gives for losses (art 8(2)), and is needed for one. Raises BadInput naming each
    field, Refused for a certificate that is no licence, Conflict.
    """
    if verb not in ENDINGS:
        raise BadInput(_WHICH, {"verb": [_WHICH]})
    found = checked_ground(verb, ground, law)
    optional = ("law",) if verb == Verb.RECALL else ("law", "compensation")
    clean = texts(optional=optional, reason=reason, law=law, compensation=compensation)
    if not LEAST_DAYS <= answer_days <= MOST_DAYS:
        raise BadInput(_DAYS, {"answer_days": [_DAYS]})
    with LICENCE.act(Verb.FOREWARN, licence_id, actor=actor) as deed:
        licence, act = deed.subject, Verb(verb)
        until = due(Limit(answer_days, Unit.WORKING_DAY), deed.now, work_calendar()).at
        assert until is not None
        row = opened(deed, licence, act, msgspec.convert({"ground": ground, **clean}, Content), until)
        licence.asked_verb, licence.asked_by_id, licence.asked_at = act, int(actor.id), deed.now
        deed.note(licence, _told(act, found, until))
        paper_of_licence(
            deed,
            licence,
            _KINDS[act],
            row.id,
            ground=found.words.zh,
            reason=clean["reason"],
            basis="；".join(filter(None, (found.cited, clean["law"]))),
            answer_until=until,
            compensation=clean["compensation"],
        )


def _told(act: Verb, ground: Ground, until: datetime) -> Forewarn:
    return Forewarn(
        act=VERB_WORDS[act].zh,
        act_en=VERB_WORDS[act].en,
        article=ground.article,
        cited=ground.cited,
        ground=ground.words.zh,
        ground_en=ground.words.en,
        until=printed_day(until),
    )
