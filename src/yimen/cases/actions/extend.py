"""Extend the limit once (延长期限): by whom its law names, with the reason told to the applicant.

Law: 行政许可法 art 42(1) (10 working days more, approved by the agency's head, the reason told); 市场主体登记管理条例
art 19; art 42(2) (15 working days more where departments handle it together, approved by the head of the government
of the same level). A law that gives no extension knows none.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.clocks import count_again, own_law
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.paper import paper_of_case
from yimen.cases.models import Case, Clock
from yimen.cases.states import CaseVerb, ClockKind
from yimen.catalogue.rules.citations import cited
from yimen.catalogue.rules.limits import check_extension
from yimen.catalogue.states import APPROVER_WORDS, Approver
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Obstacle
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.notices.states import DocumentKind
from yimen.people.states import Post

_OVER = Words(
    "期限已经届满，不能再延长；请尽快作出决定，并说明超期的理由。",
    "The limit has passed and cannot be extended: decide now, and say why it is late.",
)


@entry(
    "case",
    CaseVerb.EXTEND,
    citizen=Words("办理期限延长{by_how_much}，理由：{ground}", "The limit was extended by {by_how_much_en}: {ground}"),
    clerk=Words(
        "{by}批准延长期限{by_how_much}，理由：{ground}", "{by} extended the limit by {by_how_much_en}: {ground}"
    ),
)
class Extend(Entry, frozen=True):
    """A case's limit was extended; `clocks` are kinds with start and end."""

    by_how_much: str
    by_how_much_en: str
    ground: str
    clocks: list[tuple[str, str, str]]


def _approver(actor: Actor, case: Case) -> Approver:
    """As what the actor approves: the head of the case's own department, or of the government of the same level."""
    return Approver.AGENCY_HEAD if actor.holds(Post.AGENCY_HEAD, case.department_id) else Approver.GOVERNMENT_HEAD


def extend(*, case_id: UUID, ground: str, actor: Actor) -> None:
    """Extend the case's statutory limit by what its law gives.

    Raises BadInput without a ground, Obstacle (not known to the law, a second time, not hers to approve, too late),
    Refused, Conflict.
    """
    ground = opinion_text(ground, "ground")
    with CASE.act(CaseVerb.EXTEND, case_id, actor=actor) as deed:
        case, rule = deed.subject, own_law(deed.subject)
        clock = Clock.objects.get(case=case.id, kind=ClockKind.STATUTORY)
        more = check_extension(
            rule, is_extended=bool(clock.extension), approved_by=_approver(actor, case), ground=ground
        )
        assert rule.extension is not None
        article = cited(rule.law, rule.extension.article)
        if clock.until is not None and clock.until < deed.now:
            raise Obstacle(_OVER, basis=article)
        Clock.objects.filter(pk=clock.pk).update(extension=more.count)
        case.has_papers = True
        words, clocks = more.words, count_again(case)
        deed.note(case, Extend(by_how_much=words.zh, by_how_much_en=words.en, ground=ground, clocks=clocks))
        paper_of_case(
            deed,
            case,
            DocumentKind.EXTENSION,
            ground=ground,
            by=APPROVER_WORDS[rule.extension.by].zh,
            by_how_much=words.zh,
            basis=article,
            until=case.statutory_until,
        )
