"""Who holds a post on an office day, her own or a colleague's who is away; who is away, and who stands in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from yimen.accounts.models import Absence, Account
from yimen.accounts.rules.absences import Leave, away_meanwhile
from yimen.accounts.states import AbsenceState
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotFound
from yimen.kernel.rows import rows
from yimen.kernel.visible import within
from yimen.kernel.words import Words
from yimen.people.access import MANAGERS, absence_scope, may_absence
from yimen.people.models import Appointment, visible_absences
from yimen.people.reads import offices
from yimen.people.rules.pinyin import sort_key
from yimen.people.states import POST_WORDS, Post

AWAY = """
EXISTS (SELECT 1 FROM accounts_absence o
         WHERE o.account_id = {account} AND o.state = 'announced' AND %s BETWEEN o.from_date AND o.to_date)
"""
HELD = f"""
SELECT p.account_id, p.post, p.office, NULL::bigint AS absent_id
  FROM people_appointment p JOIN accounts_account a ON a.id = p.account_id AND a.is_active
 WHERE p.is_held
 UNION ALL
SELECT b.substitute_id, p.post, p.office, b.account_id
  FROM accounts_absence b
  JOIN accounts_account w ON w.id = b.account_id AND w.is_active
  JOIN accounts_account a ON a.id = b.substitute_id AND a.is_active
  JOIN people_appointment p ON p.account_id = w.id AND p.is_held AND p.post || '@' || p.office = ANY(b.posts)
 WHERE b.state = 'announced' AND %s BETWEEN b.from_date AND b.to_date AND NOT {AWAY.format(account="b.substitute_id")}
"""  # noqa: S608
"""Who holds which post on a day: `absent_id` names in whose place. Takes the day twice."""
_HOLDERS = f"""
SELECT h.account_id, a.name, h.absent_id, w.name, o.to_date, s.id, s.name
  FROM ({HELD}) h
  JOIN accounts_account a ON a.id = h.account_id
  LEFT JOIN accounts_account w ON w.id = h.absent_id
  LEFT JOIN accounts_absence o
         ON o.account_id = h.account_id AND o.state = 'announced' AND %s BETWEEN o.from_date AND o.to_date
  LEFT JOIN accounts_account s ON s.id = o.substitute_id
 WHERE h.post = %s AND h.office = %s
 ORDER BY a.name, h.account_id, w.name
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Away:
    """Until when somebody is away, and who stands in for her."""

    until_date: date
    substitute: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who may work at a post today; `absents` are those in whose place, none for her own post."""

    account: int
    name: str
    absents: tuple[tuple[int, str], ...]
    away: Away | None

    @property
    def told(self) -> str:
        """Return her name, with the names of those she stands in for."""
        return f"{self.name}（代{'、'.join(name for _, name in self.absents)}）" if self.absents else self.name


def who_holds(post: str, office: str) -> list[Holder]:
    """Return who holds a post at an office today with an active account, by name. Who is away is told so."""
    day = clock.today()
    found: dict[int, Holder] = {}
    for account, name, absent, absent_name, until, substitute, substitute_name in rows(
        _HOLDERS, [day, day, day, post, office]
    ):
        before = found.get(account)
        away = Away(until, substitute_name) if substitute is not None else None
        is_own = absent is None or (before is not None and not before.absents)
        handed = () if is_own else (*(before.absents if before else ()), (absent, absent_name))
        found[account] = Holder(account, name, handed, away)
    return list(found.values())


def leave_today(account: int) -> Leave | None:
    """Return the absence that holds today for an account, None when she is here."""
    day = clock.today()
    found = Absence.objects.filter(
        account=account, state=AbsenceState.ANNOUNCED, from_date__lte=day, to_date__gte=day
    ).first()
    return None if found is None else _leave(found)


def announced(accounts: Collection[int] | None = None) -> list[Leave]:
    """Return the absences announced that are not over, of everybody or of these accounts. For rules; names nobody."""
    found = Absence.objects.filter(state=AbsenceState.ANNOUNCED)
    return [_leave(row) for row in (found if accounts is None else found.filter(account__in=list(accounts)))]


def _leave(row: Absence) -> Leave:
    return Leave(row.account_id, row.substitute_id, row.from_date, row.to_date)


@dataclass(frozen=True, slots=True)
class Held:
    """A post at an office by its code `post@office`, in words."""

    code: str
    name: Words


@dataclass(frozen=True, slots=True)
class AbsenceSheet:
    """An absence as colleagues see it; `gaps` are the days on which nobody stands in: the substitute is away too."""

    id: UUID
    account: int
    name: str
    substitute: str
    substitute_id: int
    from_date: date
    to_date: date
    posts: tuple[Held, ...]
    state: str
    is_today: bool
    is_mine: bool
    can_end: bool
    gaps: tuple[tuple[date, date], ...]


def absences(viewer: Actor) -> list[AbsenceSheet]:
    """Return the absences not over that a viewer sees, soonest first. Two statements."""
    seen = within(Absence.objects.all(), visible_absences(absence_scope(viewer)))
    found = list(seen.filter(state=AbsenceState.ANNOUNCED).select_related("account", "substitute"))
    known = announced([row.substitute_id for row in found])
    return [_sheet(viewer, row, known) for row in sorted(found, key=lambda r: (r.from_date, r.pk))]


def absence(viewer: Actor, absence_id: UUID) -> AbsenceSheet:
    """Return one absence. Raises NotFound when it is not there or not the viewer's to see."""
    seen = within(Absence.objects.all(), visible_absences(absence_scope(viewer)))
    row = seen.filter(pk=absence_id).select_related("account", "substitute").first()
    if row is None:
        raise NotFound
    return _sheet(viewer, row, announced([row.substitute_id]))


def _sheet(viewer: Actor, row: Absence, known: Iterable[Leave]) -> AbsenceSheet:
    own, today = _leave(row), clock.today()
    is_live = row.state == AbsenceState.ANNOUNCED
    gaps = [(max(own.first, g.first), min(own.last, g.last)) for g in away_meanwhile(own, known)] if is_live else []
    return AbsenceSheet(
        id=row.id,
        account=row.account_id,
        name=row.account.name,
        substitute=row.substitute.name,
        substitute_id=row.substitute_id,
        from_date=row.from_date,
        to_date=row.to_date,
        posts=tuple(post_words(code) for code in row.posts),
        state=row.state,
        is_today=is_live and own.holds_on(today),
        is_mine=row.account_id == int(viewer.id),
        can_end=is_live and may_absence(viewer, "end", row) is None,
        gaps=tuple(gaps),
    )


def post_words(code: str) -> Held:
    """Return a post at an office in words."""
    post, _, office = code.partition("@")
    named, at = POST_WORDS[Post(post)], offices()[office].name
    return Held(code, Words(f"{at.zh}{named.zh}", f"{named.en}, {at.en}"))


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody with posts: number, name, and the posts in the order of the house."""

    account: int
    name: str
    posts: tuple[str, ...]

    @property
    def offices(self) -> frozenset[str]:
        """Return the offices she works in."""
        return frozenset(code.partition("@")[2] for code in self.posts)


def who_may_go(viewer: Actor) -> list[Colleague]:
    """Return of whom the viewer may say that she is away: herself first, then those whom she manages, by name."""
    mine = [c for c in [colleague(int(viewer.id))] if c is not None]
    managed = viewer.offices(*MANAGERS)
    others = colleagues_of(managed) if managed else []
    return [*mine, *(c for c in others if c.account != int(viewer.id))]


def colleague(account: int) -> Colleague | None:
    """Return an active account with the posts it holds itself, None when there is none."""
    found = colleagues(Q(account=account))
    return found[0] if found else None


def colleagues_of(offices_: Collection[str]) -> list[Colleague]:
    """Return who works in these offices with an active account, by name; with her posts there."""
    return colleagues(Q(office__in=list(offices_)))


def colleagues(which: Q) -> list[Colleague]:
    """Return the active accounts with posts among `which`, by name in pinyin."""
    held = Appointment.objects.filter(which, is_held=True, account__is_active=True)
    posts: dict[int, list[str]] = {}
    for account, post, office in held.order_by("office", "post").values_list("account_id", "post", "office"):
        posts.setdefault(account, []).append(f"{post}@{office}")
    names = dict(Account.objects.filter(pk__in=posts).values_list("pk", "name"))
    found = [Colleague(account, names[account], tuple(codes)) for account, codes in posts.items()]
    return sorted(found, key=lambda c: (sort_key(c.name), c.account))
