"""Limits that statutes give: how long, who may extend, which pauses the law knows. Pure, read from `catalogue/law`.

What is not recorded there is refused: a pause or an extension without its article is never invented. How the days are
counted is `kernel.limits`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise

import yaml

from yimen.catalogue.rules.citations import cited
from yimen.catalogue.rules.standards import Acceptance, Text, read
from yimen.catalogue.states import APPROVER_WORDS, LICENCE, Approver, CountsFor, Direction, Silence, Sure
from yimen.kernel.errors import BadInput, NotCovered, Obstacle
from yimen.kernel.limit_lines import LICENSING, Article, Articles
from yimen.kernel.words import Words
from yimen.kernel.workdays import Limit, Unit

SHIPPED = files("yimen.catalogue") / "law" / "limits.yaml"
LOWER_REVIEW = "licensing.lower_review"
"""The limit of the lower office's review (行政许可法 art 43)."""

_NO_RULE = Words("没有收录{on}有效的期限“{code}”。", "No limit {code} that holds on {on} is recorded.")
_NO_REASON = Words(
    "“{text}”不是法定的暂停事由。收录的事由：{known}。", '"{text}" is no reason that a law gives. Recorded: {known}.'
)
_NO_PAUSE = Words(
    "{words}（{law}{article}）不能因“{reason}”暂停。可以暂停的事由：{known}。",
    "{words} ({law} art {article}) cannot be paused for {reason}. Reasons it knows: {known}.",
)
_NOT_TOLD = Words(
    "暂停要书面告知申请人所需时间（{law}{article}）。",
    "A pause needs a written notice of the time it takes ({law} art {article}).",
)
_NO_EXTENSION = Words("{words}（{law}{article}）不能延长。", "{words} ({law} art {article}) cannot be extended.")
_TWICE = Words("期限只能延长一次，这件已经延长过。", "A limit is extended once, and this one has been.")
_NOT_APPROVED = Words(
    "延长要经{by}批准（{law}{article}）。", "An extension needs the approval of {by} ({law} art {article})."
)
_NO_GROUND = Words(
    "延长期限要写明理由，并告知申请人（{law}{article}）。",
    "An extension needs its ground, told to the applicant ({law} art {article}).",
)


class ExtensionText(Text, frozen=True):
    """By how much a limit is extended, once, and who approves. `is_most`: the law gives the most, not the figure."""

    limit: str
    by: Approver
    article: str
    is_most: bool = False


class PausesText(Text, frozen=True):
    """What does not count, by code of reason, and the article that says so."""

    article: str
    reasons: tuple[str, ...]


class LawLimit(Text, frozen=True):
    """One limit of a statute. `limit` is empty where the law gives a moment (`until`) instead of a period.

    `direction` before: the last day in time lies before the day it `starts` from. `unit_sure`, `starts_sure` and
    `since_sure` are general where the statute does not say it in so many words.
    """

    code: str
    words: Words
    law: str
    article: str
    says: str
    since: date
    counts_for: CountsFor
    limit: str = ""
    until: Words | None = None
    starts: Words | None = None
    direction: Direction = Direction.AFTER
    extension: ExtensionText | None = None
    pauses: PausesText | None = None
    silence: Silence | None = None
    ends: date | None = None
    sure: Sure = Sure.VERIFIED
    unit_sure: Sure = Sure.VERIFIED
    starts_sure: Sure = Sure.VERIFIED
    since_sure: Sure = Sure.VERIFIED

    @property
    def period(self) -> Limit | None:
        """Return the period, or None where the law gives a moment."""
        return Limit.parse(self.limit) if self.limit else None

    def holds_on(self, day: date) -> bool:
        """Return whether the rule holds on `day`."""
        return self.since <= day and (self.ends is None or day <= self.ends)


class LawLimits(Text, frozen=True):
    """The recorded limits with the reasons for pauses that they name."""

    version: str
    reasons: dict[str, Words]
    limits: tuple[LawLimit, ...]


@cache
def law_limits() -> LawLimits:
    """Return the limits the program ships; raises BadInput naming the place when the text is wrong."""
    return read_limits(yaml.safe_load(SHIPPED.read_text(encoding="utf-8")), "limits.yaml")


def read_limits(text: object, where: str) -> LawLimits:
    """Return the limits in parsed YAML. Raises BadInput with everything that is wrong."""
    found: LawLimits = read(LawLimits, text, where)
    flaws = list(_flaws(found))
    if flaws:
        raise BadInput(Words("；".join(w.zh for w in flaws), "; ".join(w.en for w in flaws)))
    return found


def law_limit(code: str, on: date) -> LawLimit:
    """Return the limit `code` as it holds on a day. Raises NotCovered.

    >>> law_limit("licensing.decision", date(2026, 3, 2)).limit
    '20 working days'
    """
    for rule in law_limits().limits:
        if rule.code == code and rule.holds_on(on):
            return rule
    raise NotCovered(_NO_RULE.fill(code=code, on=on))


def rule_of(acceptance: Acceptance, on: date) -> LawLimit | None:
    """Return the limit of law behind a matter's statutory limit on a day: of the same period, and of an article that
    its text cites; for a licence also 行政许可法 art 42. None: no law recorded here pauses or extends it.
    """
    text = acceptance.limits.statutory
    named = {(basis.law, _number(basis.article)) for basis in text.basis if basis.holds_on(on)}
    if acceptance.type == LICENCE:
        named.add(("行政许可法", "42"))
    for rule in law_limits().limits:
        is_same = (rule.law, _number(rule.article)) in named and rule.period == text.period
        if is_same and rule.period is not None and rule.direction is Direction.AFTER and rule.holds_on(on):
            return rule
    return None


def delivery_rule(acceptance: Acceptance, on: date) -> LawLimit | None:
    """Return the limit of law within which a matter's granted result is delivered, by the day of the decision.

    For a licence 行政许可法 art 44. None: no law recorded here limits it, and none is invented.
    """
    return law_limit("licensing.delivery", on) if acceptance.type == LICENCE else None


def _number(article: str) -> str:
    return article.partition("(")[0]


def reason_code(text: str) -> str:
    """Return the code of a reason given by code, in Chinese or in English. Raises BadInput with the recorded ones.

    >>> reason_code("专家评审"), reason_code("Expert review")
    ('expert_review', 'expert_review')
    """
    reasons = law_limits().reasons
    wanted = text.strip().casefold()
    for code, words in reasons.items():
        if wanted in (code, words.zh, words.en):
            return code
    known = list(reasons.values())
    words = Words(
        _NO_REASON.zh.format(text=text[:40], known=_list(known, "zh")),
        _NO_REASON.en.format(text=text[:40], known=_list(known, "en")),
    )
    raise BadInput(words, {"reason": [words]})


def reason_words(code: str) -> Words:
    """Return a reason as people read it."""
    return law_limits().reasons[code]


def check_pause(rule: LawLimit, reason: str, *, is_told_in_writing: bool) -> None:
    """Raise Obstacle unless the limit's own law knows the reason (a code), and the needed time was told in writing.

    行政许可法 art 45: hearing, tender, auction, inspection, testing, quarantine, appraisal, expert review, no other;
    waiting for another department is none.
    """
    known = rule.pauses.reasons if rule.pauses else ()
    if reason not in known:
        names = [reason_words(code) for code in known]
        raise Obstacle(
            Words(
                _NO_PAUSE.zh.format(**_cited(rule, "zh"), reason=_name(reason).zh, known=_list(names, "zh")),
                _NO_PAUSE.en.format(**_cited(rule, "en"), reason=_name(reason).en, known=_list(names, "en")),
            ),
            basis=f"{rule.law} {rule.pauses.article if rule.pauses else rule.article}",
        )
    assert rule.pauses is not None
    if not is_told_in_writing:
        raise Obstacle(
            _NOT_TOLD.fill(law=rule.law, article=rule.pauses.article), basis=f"{rule.law} {rule.pauses.article}"
        )


def check_extension(rule: LawLimit, *, is_extended: bool, approved_by: Approver | None, ground: str) -> Limit:
    """Return by how much the limit is extended. Raises Obstacle: not known to the law, a second time, not approved by
    whom the law names, or without a ground that the applicant is told.

    >>> str(check_extension(
    ...     law_limit("licensing.decision", date(2026, 3, 2)),
    ...     is_extended=False, approved_by=Approver.AGENCY_HEAD, ground="需要核实"))
    '10 working_day'
    """
    if rule.extension is None:
        words = Words(_NO_EXTENSION.zh.format(**_cited(rule, "zh")), _NO_EXTENSION.en.format(**_cited(rule, "en")))
        raise Obstacle(words, basis=f"{rule.law} {rule.article}")
    cited = {"law": rule.law, "article": rule.extension.article}
    basis = f"{rule.law} {rule.extension.article}"
    if is_extended:
        raise Obstacle(_TWICE, basis=basis)
    if approved_by is not rule.extension.by:
        by = APPROVER_WORDS[rule.extension.by]
        words = Words(_NOT_APPROVED.zh.format(by=by.zh, **cited), _NOT_APPROVED.en.format(by=by.en, **cited))
        raise Obstacle(words, basis=basis)
    if not ground.strip():
        raise Obstacle(_NO_GROUND.fill(**cited), basis=basis)
    return Limit.parse(rule.extension.limit)


def articles_of(rule: LawLimit) -> Articles:
    """Return what a sheet of this limit cites: the law's own articles, as people read them."""
    counting = LICENSING.counting if rule.law == "行政许可法" else _article(rule, rule.article, rule.unit_sure)
    return Articles(
        counting,
        _article(rule, rule.pauses.article, rule.sure) if rule.pauses else None,
        _article(rule, rule.extension.article, rule.sure) if rule.extension else None,
    )


def _article(rule: LawLimit, article: str, sure: Sure) -> Article:
    return Article(Words(cited(rule.law, article), f"{rule.law} art {article}"), sure)


def _cited(rule: LawLimit, language: str) -> Mapping[str, str]:
    return {"words": rule.words.zh if language == "zh" else rule.words.en, "law": rule.law, "article": rule.article}


def _name(reason: str) -> Words:
    return law_limits().reasons.get(reason, Words(reason, reason))


def _list(names: Collection[Words], language: str) -> str:
    if language == "zh":
        return "、".join(n.zh for n in names) or "没有"
    return ", ".join(n.en for n in names) or "none"


def _flaws(found: LawLimits) -> Iterator[Words]:
    by_code: dict[str, list[LawLimit]] = {}
    for rule in found.limits:
        by_code.setdefault(rule.code, []).append(rule)
        yield from (Words(f"{rule.code}：{text}", f"{rule.code}: {text}") for text in _flaws_of(rule, found.reasons))
    for code, rules in by_code.items():
        for before, after in pairwise(sorted(rules, key=lambda r: r.since)):
            if before.ends is None or before.ends >= after.since:
                yield Words(f"{code}：两条规则的有效期重叠", f"{code}: two rows hold on one day")


def _flaws_of(rule: LawLimit, reasons: Collection[str]) -> Iterator[str]:
    if bool(rule.limit) is bool(rule.until):
        yield "either a limit or an until"
    if rule.limit and rule.starts is None:
        yield "a limit says from what it starts"
    if rule.ends is not None and rule.ends < rule.since:
        yield "it ends before it begins"
    yield from (
        f"the reason {code} is not recorded"
        for code in (rule.pauses.reasons if rule.pauses else ())
        if code not in reasons
    )
    units = {Limit.parse(text).unit for text in (rule.limit, rule.extension.limit if rule.extension else "") if text}
    if len(units) > 1:
        yield "the extension is counted in another unit"
    if units & {Unit.HOUR, Unit.MINUTE} and rule.direction is Direction.BEFORE:
        yield "a period counted backwards is counted in days"
    if rule.counts_for is CountsFor.APPLICANT and rule.extension:
        yield "an extension of the applicant's period is not recorded by any law here"
