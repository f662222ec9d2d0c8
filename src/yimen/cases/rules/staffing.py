"""Whether a department has the people that a matter's process needs. Pure."""

from __future__ import annotations

from collections.abc import Collection

from yimen.cases.rules.obstacles import Obstacle
from yimen.catalogue.rules.standards import Basis, Process
from yimen.catalogue.states import HALL, Decider, Sure
from yimen.kernel.words import Words
from yimen.people.states import POST_WORDS, Post

_BASIS = (Basis(law="行政许可法", article="34", says="行政机关应当对申请材料进行审查", sure=Sure.VERIFIED),)


def posts_needed(process: Process) -> frozenset[str]:
    """Return the posts at the department that the process's desk steps need."""
    steps = (s for s in process.steps if s.office != HALL and s.decided_by is Decider.DESK)
    return frozenset(s.post for s in steps)


def unstaffed(department: Words, lacking: Collection[str]) -> Obstacle:
    """Return the obstacle of a department without the posts `lacking`.

    >>> unstaffed(Words("区统计局", "Statistics Bureau"), ["approver"]).words.zh
    '“区统计局”还没有审批员，受理了也没有人办。请先让管理员任命，或请当事人到该部门办理。'
    """
    names = [POST_WORDS[Post(post)] for post in sorted(lacking)]
    words = Words(
        f"“{department.zh}”还没有{'、'.join(n.zh for n in names)}，受理了也没有人办。"
        "请先让管理员任命，或请当事人到该部门办理。",
        f"The {department.en} has no {' and no '.join(n.en.lower() for n in names)} yet: nobody would work on it. "
        "Have one appointed first, or send the applicant to the department itself.",
    )
    return Obstacle("no_staff", words, _BASIS)
