"""Why a licence is revoked, recalled or deregistered: the grounds of 行政许可法, each with its article. Pure.

Law: 行政许可法 art 69 (revocation; paragraph 3: not where it would gravely harm the public interest), art 8(2) (recall,
with compensation), art 70 (deregistration), art 79 (three years' bar after fraud in matters of safety). No ground is
invented: what another law gives is art 69(1)5 and 70(6), and that law must be named.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.licences.rules.validity import last_day
from yimen.licences.states import LicenceState, Verb

LEAST_DAYS, MOST_DAYS = 5, 60
"""Working days in which the holder may state her case. The law gives no figure; five is what art 47 gives for a hearing
(by analogy: general)."""
BARRED_FOR = "3 years"
BAR_BASIS = "行政许可法 art 79"


class RevokeGround(StrEnum):
    """Why a licence is revoked (art 69)."""

    ABUSE = "abuse"
    BEYOND_POWERS = "beyond_powers"
    PROCEDURE = "procedure"
    UNQUALIFIED = "unqualified"
    OTHER_LAW = "other_law"
    FRAUD = "fraud"


class RecallGround(StrEnum):
    """Why the agency recalls a lawful licence (art 8(2))."""

    LAW_CHANGED = "law_changed"
    FACTS_CHANGED = "facts_changed"


class EndGround(StrEnum):
    """Why a licence is deregistered (art 70)."""

    RAN_OUT = "ran_out"
    HOLDER_GONE = "holder_gone"
    BODY_ENDED = "body_ended"
    TAKEN_AWAY = "taken_away"
    FORCE_MAJEURE = "force_majeure"
    OTHER_LAW = "other_end"


class Because(StrEnum):
    """Why a licence that the holder was warned about is kept."""

    NOT_FOUND = "not_found"
    PUBLIC_INTEREST = "public_interest"
    LENIENCE = "lenience"


class Ground(NamedTuple):
    """A ground: its words, its article, and that article as a paper cites it."""

    words: Words
    article: str
    cited: str


def _art69(item: str, number: int, zh: str, en: str) -> Ground:
    return Ground(
        Words(zh, en), f"行政许可法 art 69(1){number}", f"《中华人民共和国行政许可法》第六十九条第一款第{item}项"
    )


def _art70(item: str, number: int, zh: str, en: str) -> Ground:
    return Ground(Words(zh, en), f"行政许可法 art 70({number})", f"《中华人民共和国行政许可法》第七十条第{item}项")


_ART8 = ("行政许可法 art 8(2)", "《中华人民共和国行政许可法》第八条第二款")
GROUNDS: Mapping[str, Ground] = {
    RevokeGround.ABUSE: _art69(
        "一", 1, "行政机关工作人员滥用职权、玩忽职守作出准予行政许可决定", "officials abused or neglected their duty"
    ),
    RevokeGround.BEYOND_POWERS: _art69("二", 2, "超越法定职权作出准予行政许可决定", "granted beyond legal powers"),
    RevokeGround.PROCEDURE: _art69("三", 3, "违反法定程序作出准予行政许可决定", "granted against legal procedure"),
    RevokeGround.UNQUALIFIED: _art69(
        "四", 4, "对不具备申请资格或者不符合法定条件的申请人准予行政许可", "the applicant was not eligible"
    ),
    RevokeGround.OTHER_LAW: _art69("五", 5, "依法可以撤销行政许可的其他情形", "another case in which a law allows it"),
    RevokeGround.FRAUD: Ground(
        Words("被许可人以欺骗、贿赂等不正当手段取得行政许可", "obtained by fraud, bribery or other improper means"),
        "行政许可法 art 69(2)",
        "《中华人民共和国行政许可法》第六十九条第二款",
    ),
    RecallGround.LAW_CHANGED: Ground(
        Words("行政许可所依据的法律、法规、规章修改或者废止", "the law it rests on was changed or repealed"), *_ART8
    ),
    RecallGround.FACTS_CHANGED: Ground(
        Words("准予行政许可所依据的客观情况发生重大变化", "the facts it rests on have changed greatly"), *_ART8
    ),
    EndGround.RAN_OUT: _art70("一", 1, "行政许可有效期届满未延续", "its validity ended and was not renewed"),
    EndGround.HOLDER_GONE: _art70(
        "二",
        2,
        "赋予公民特定资格的行政许可，该公民死亡或者丧失行为能力",
        "a personal qualification whose holder died or lost capacity",
    ),
    EndGround.BODY_ENDED: _art70("三", 3, "法人或者其他组织依法终止", "the organisation has lawfully ended"),
    EndGround.TAKEN_AWAY: _art70(
        "四",
        4,
        "行政许可依法被撤销、撤回，或者行政许可证件依法被吊销",
        "it was revoked, recalled or withdrawn as a penalty",
    ),
    EndGround.FORCE_MAJEURE: _art70(
        "五", 5, "因不可抗力导致行政许可事项无法实施", "force majeure makes it impossible to carry out"
    ),
    EndGround.OTHER_LAW: _art70("六", 6, "法律、法规规定的应当注销行政许可的其他情形", "another case given by a law"),
}
OF_VERB: Mapping[str, tuple[str, ...]] = {
    Verb.REVOKE: tuple(RevokeGround),
    Verb.RECALL: tuple(RecallGround),
    Verb.DEREGISTER: tuple(EndGround),
}
NAMED_LAW = frozenset({RevokeGround.OTHER_LAW, EndGround.OTHER_LAW, RecallGround.LAW_CHANGED})
"""Grounds that say nothing without the law they mean."""
END_OF_STATE: Mapping[str, EndGround] = {
    LicenceState.EXPIRED: EndGround.RAN_OUT,
    LicenceState.REVOKED: EndGround.TAKEN_AWAY,
    LicenceState.RECALLED: EndGround.TAKEN_AWAY,
}
"""Why a licence that is no longer in force is deregistered."""
BECAUSE_WORDS: Mapping[str, Words] = {
    Because.NOT_FOUND: Words("拟撤销（撤回）所依据的情形经查不成立", "what was alleged was not found"),
    Because.PUBLIC_INTEREST: Words(
        "撤销可能对公共利益造成重大损害", "revoking it may gravely harm the public interest"
    ),
    Because.LENIENCE: Words("依法可以撤销（撤回），经审查不撤销（撤回）", "it may be revoked or recalled, and is not"),
}
PUBLIC_INTEREST_CITED = "《中华人民共和国行政许可法》第六十九条第三款"
CONSEQUENCE_OF_FRAUD = (
    "被许可人基于该行政许可取得的利益不受保护（《中华人民共和国行政许可法》第六十九条第四款）；"
    "行政机关应当依法给予行政处罚，构成犯罪的，依法追究刑事责任（第七十九条）。"
)
CONSEQUENCE_OF_ERROR = (
    "被许可人的合法权益因撤销受到损害的，行政机关应当依法给予赔偿（《中华人民共和国行政许可法》第六十九条第四款）。"
)
_CHOOSE = Words("请选一项法定情形。", "Choose one of the grounds that the law gives.")
_NAME_IT = Words("选这一项要写明是哪部法律、法规的哪一条。", "This ground needs the law and the article that it means.")
_MUST = Words(
    "以欺骗、贿赂等不正当手段取得的，应当予以撤销（行政许可法第六十九条第二款）；只有情形不成立，或者撤销可能对公共利益"
    "造成重大损害的，才不予撤销。",
    "What was obtained by fraud must be revoked (行政许可法 art 69(2)), unless it was not found or the public interest "
    "would be gravely harmed.",
)
_ONLY_REVOCATION = Words(
    "第六十九条第三款只用于撤销；撤回本来就是为了公共利益。",
    "Art 69(3) is about revocation; a recall is itself made for the public interest.",
)


def checked_ground(verb: str, code: str, law: str) -> Ground:
    """Return the ground of an act. Raises BadInput for one that the law does not give, or that names no law.

    >>> checked_ground("revoke", "fraud", "").article
    '行政许可法 art 69(2)'
    """
    if code not in OF_VERB[verb]:
        raise BadInput(_CHOOSE, {"ground": [_CHOOSE]})
    if code in NAMED_LAW and len(law.strip()) < 4:
        raise BadInput(_NAME_IT, {"law": [_NAME_IT]})
    return GROUNDS[code]


def check_because(verb: str, ground: str, because: str) -> Words:
    """Return why a licence is kept, in words. Raises BadInput where the law does not let it be kept for that.

    >>> check_because("revoke", "fraud", "public_interest").en
    'revoking it may gravely harm the public interest'
    """
    problem = None
    if because not in BECAUSE_WORDS:
        problem = _CHOOSE
    elif because == Because.PUBLIC_INTEREST and verb != Verb.REVOKE:
        problem = _ONLY_REVOCATION
    elif because == Because.LENIENCE and ground == RevokeGround.FRAUD:
        problem = _MUST
    if problem:
        raise BadInput(problem, {"because": [problem]})
    return BECAUSE_WORDS[because]


def barred_to(ground: str, on: date, *, is_safety: bool) -> date | None:
    """Return the last day of the bar that a revocation on `on` brings, or None (art 79).

    The law does not say from when the three years run: from the decision (general).

    >>> barred_to("fraud", date(2026, 3, 2), is_safety=True), barred_to("fraud", date(2026, 3, 2), is_safety=False)
    (datetime.date(2029, 3, 2), None)
    """
    return last_day(BARRED_FOR, on) if ground == RevokeGround.FRAUD and is_safety else None


def consequence(ground: str) -> str:
    """Return what the decision says of compensation and of what was gained (art 69(4), 79)."""
    return CONSEQUENCE_OF_FRAUD if ground == RevokeGround.FRAUD else CONSEQUENCE_OF_ERROR
