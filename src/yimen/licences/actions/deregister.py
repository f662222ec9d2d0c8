"""Deregister a certificate (注销), as an examiner asked and an approver decides (一审一核): nothing takes its place.

A licence of 行政许可法 that ran out or was revoked or recalled is deregistered without a request: the law itself asks.

Law: 不动产登记暂行条例 art 21 (a certificate of ownership is never 撤销 or 吊销); 行政许可法 art 70 for licences,
with a written decision (art 38 by analogy).
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.papers import paper_of_licence
from yimen.licences.actions.inside.proceedings import end_everything
from yimen.licences.actions.inside.versions import taken_up
from yimen.licences.rules.endings import END_OF_STATE, GROUNDS, Ground
from yimen.licences.states import LAPSED, LicenceState, Verb
from yimen.notices.states import DocumentKind

_WHY: Mapping[str, str] = {
    LicenceState.EXPIRED: "本许可的有效期已届满，没有延续。",
    LicenceState.REVOKED: "本许可已依法撤销。",
    LicenceState.RECALLED: "本许可已依法撤回。",
}


@entry(
    "licence",
    Verb.DEREGISTER,
    citizen=Words("证书已注销。", "The certificate was deregistered."),
    clerk=Words("{by}批准注销。{opinion}", "{by} approved the deregistration. {opinion}"),
)
class Deregister(Entry, frozen=True):
    """The certificate has ended without a successor."""

    opinion: str = ""


def deregister(*, licence_id: UUID, opinion: str = "", actor: Actor) -> None:
    """End the certificate, or write off a licence that has ended by law or decision (行政许可法 art 70(1), 70(4)).

    Raises FourEyes, and Conflict when something else was asked for or it is done already.
    """
    with LICENCE.act(Verb.DEREGISTER, licence_id, actor=actor) as deed:
        licence = deed.subject
        ground: Ground | None
        if licence.state in LAPSED:
            ground, basis = GROUNDS[END_OF_STATE[licence.state]], ""
            reason = opinion or _WHY[licence.state]
        else:
            asked = taken_up(deed, Verb.DEREGISTER)
            ground, reason, basis = GROUNDS.get(asked.ground), asked.reason, asked.basis
            end_everything(deed, licence, Verb.DEREGISTER)
        deed.note(licence, Deregister(opinion=opinion))
        if ground is not None:
            paper_of_licence(
                deed,
                licence,
                DocumentKind.DEREGISTRATION,
                ground=ground.words.zh,
                reason=reason,
                basis="；".join(filter(None, (ground.cited, basis))),
            )
