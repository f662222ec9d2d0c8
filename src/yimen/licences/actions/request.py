"""Ask for a change of a certificate (提请变动): 换证, 补证, 更正 or 注销, with reason and basis.

Asked by an examiner of the issuing department; an approver, another person, decides (一审一核). What is to be corrected
lies sealed on the row; the journal names the fields only.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import msgspec

from yimen.catalogue.states import LICENCE as LICENCE_TYPE
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.keys import ring
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.models import Licence
from yimen.licences.reads import Asked, asked_context, data_of
from yimen.licences.rules import tidy, told
from yimen.licences.rules.endings import EndGround, checked_ground
from yimen.licences.states import CHANGES, LIVE, VERB_WORDS, Verb

LONGEST_REASON, LONGEST_BASIS, LONGEST_NUMBER, LONGEST_VALUE = 500, 200, 80, 1000
WRONG = Words("有几处要改，请看每项旁边的提示。", "Something is missing or wrong; see beside each field.")


@entry(
    "licence",
    Verb.REQUEST,
    citizen=Words("证书的变动（{change}）已提请审批。", "A change of the certificate ({change}) waits for approval."),
    clerk=Words(
        "{by}提请{change}{fields}。理由：{reason}；依据：{basis} {evidence}",
        "{by} asked for {change}{fields}. Reason: {reason}; basis: {basis} {evidence}",
    ),
    privacy=Privacy.OFFICE,
)
class Request(Entry, frozen=True):
    """A change was asked for; `change` is its Chinese term, `fields` the names of what is to be corrected."""

    change: str
    reason: str
    basis: str
    evidence: str = ""
    fields: str = ""


def request(*, licence_id: UUID, asked: Asked, actor: Actor) -> None:
    """Ask for a change. Raises BadInput naming each field, Conflict when one waits already or the licence has ended."""
    if asked.verb not in CHANGES:
        raise BadInput(WRONG, {"verb": [Words("请选换证、补证、更正或注销。", "Choose what is to be done.")]})
    with LICENCE.act(Verb.REQUEST, licence_id, actor=actor) as deed:
        licence = deed.subject
        clean = _checked(licence, asked)
        licence.asked_verb, licence.asked_by_id, licence.asked_at = clean.verb, int(actor.id), deed.now
        licence.asked_sealed = ring().sealed(msgspec.json.encode(clean), asked_context(licence.id))
        names = "、".join(zh for key, zh, _ in licence.labels if key in clean.changes)
        deed.note(
            licence,
            Request(
                change=VERB_WORDS[clean.verb].zh,
                reason=clean.reason,
                basis=clean.basis,
                evidence=clean.evidence,
                fields=f"（{names}）" if names else "",
            ),
        )


def _checked(licence: Licence, asked: Asked) -> Asked:
    wrong: dict[str, list[Words]] = {}

    def take(field: str, text: str, least: int, most: int) -> str:
        clean, problem = told(text, least=least, most=most)
        if problem:
            wrong[field] = [problem]
        return clean

    is_reissue, is_new_paper = asked.verb == Verb.REISSUE, asked.verb in (Verb.RENEW, Verb.REISSUE)
    clean = Asked(
        verb=asked.verb,
        reason=take("reason", asked.reason, 2, LONGEST_REASON),
        basis=take("basis", asked.basis, 2, LONGEST_BASIS),
        evidence=take("evidence", asked.evidence, 4, LONGEST_REASON) if is_reissue else "",
        new_number=tidy(take("new_number", asked.new_number, 0, LONGEST_NUMBER)) if is_new_paper else "",
        changes=_changes(licence, asked.changes, wrong) if asked.verb == Verb.RECTIFY else {},
    )
    if asked.verb == Verb.DEREGISTER and licence.matter_type == LICENCE_TYPE:
        clean = msgspec.structs.replace(clean, ground=_ground(asked, wrong))
    if clean.new_number and clean.new_number != licence.number and _is_taken(clean.new_number):
        wrong["new_number"] = [Words("这个证号已有别的有效证照在用。", "Another valid licence has this number.")]
    if wrong:
        raise BadInput(WRONG, wrong)
    return clean


def _changes(licence: Licence, given: Mapping[str, str], wrong: dict[str, list[Words]]) -> dict[str, str]:
    """Return what differs from what is printed; only named fields may be corrected, none may become empty."""
    printed, changed = data_of(licence), {}
    for key, _, _ in licence.labels:
        if key not in given:
            continue
        text, problem = told(given[key], least=1, most=LONGEST_VALUE)
        if problem:
            wrong[f"data.{key}"] = [problem]
        elif text != printed.get(key):
            changed[key] = text
    if not changed and not wrong:
        wrong["changes"] = [
            Words("没有改动任何一项。请把要更正的内容改成对的。", "Nothing is changed. Put the right text in.")
        ]
    return changed


def _ground(asked: Asked, wrong: dict[str, list[Words]]) -> str:
    """Return why a licence is deregistered (行政许可法 art 70); that it ran out is the house's own finding."""
    try:
        checked_ground(Verb.DEREGISTER, "" if asked.ground == EndGround.RAN_OUT else asked.ground, asked.basis)
    except BadInput as problem:
        wrong["ground"] = list(problem.fields.get("ground") or problem.fields["law"])
    return asked.ground


def _is_taken(number: str) -> bool:
    return Licence.objects.filter(number=number, state__in=LIVE).exists()
