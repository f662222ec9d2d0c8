"""What is known of persons, organisations and offices. Sheets carry masked numbers; the full one is a verb (unmask)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from uuid import UUID

from django.db import connection

from yimen.kernel import clock
from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.actor import Appointment as HeldPost
from yimen.kernel.crypto import Key, unseal_with
from yimen.kernel.errors import NotFound
from yimen.kernel.keys import ring
from yimen.kernel.rows import rows
from yimen.kernel.visible import within
from yimen.kernel.words import Words
from yimen.people.access import scope
from yimen.people.models import (
    Appointment,
    Centre,
    Department,
    Organisation,
    Person,
    PersonDocument,
    Window,
    visible_persons,
)
from yimen.people.rules.documents import age_on, born_of, mask
from yimen.people.rules.pinyin import is_found_by, sort_key
from yimen.people.states import CentreKind, DocumentType


@dataclass(frozen=True, slots=True)
class DocumentSheet:
    """A document of a person with its number masked."""

    id: int
    type: DocumentType
    number_masked: str


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """A person as staff see her: name, documents masked, age in full years where a document tells the day of birth."""

    id: UUID
    name: str
    number_masked: str
    born_date: date | None
    age: int | None
    documents: tuple[DocumentSheet, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeSheet:
    """A department or a centre by its code; `document_word` begins the numbers of its documents.

    `address` and `phone` are empty where the region's profile has none.
    """

    code: str
    name: Words
    region: str
    document_word: str
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class WindowSheet:
    """A window: its centre and number."""

    code: str
    number: int
    centre: OfficeSheet


_ACTOR = """
SELECT a.username, a.name, a.password, a.is_active, i.clock_offset, i.calendar_changed_at,
       coalesce(array_agg(ARRAY[p.post, p.office, p.region_id]) FILTER (WHERE p.is_held), '{}')
  FROM accounts_account a
 CROSS JOIN kernel_installation i
  LEFT JOIN people_appointment p ON p.account_id = a.id
 WHERE a.id = %s
 GROUP BY a.id, i.clock_offset, i.calendar_changed_at
"""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who a session belongs to: the actor, the password hash the session is checked against, the clock's offset."""

    actor: Actor
    password: str
    clock_offset: timedelta


def signed_in(account_id: int, window: str | None) -> SignedIn | None:
    """Return the actor of an active account with its posts, in one statement; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_ACTOR, [account_id])
        row = cursor.fetchone()
    if row is None or not row[3]:
        return None
    clock.hear_of_calendar(row[5])
    posts = frozenset(HeldPost(*post) for post in row[6])
    return SignedIn(Actor(ActorKind.STAFF, str(account_id), row[1], posts, window), row[2], row[4])


def sealing_context(person_id: UUID) -> bytes:
    """Return what binds a sealed value to its person."""
    return b"person:" + person_id.bytes


def by_document(kind: DocumentType, number: str) -> PersonDocument | None:
    """Return the document with its person, found by the keyed hash under any key in use. For actions only."""
    hashes = ring().keyed_hashes(kind, number)
    return PersonDocument.objects.filter(number_hash__in=hashes).select_related("person").first()


_NUMBERS = """
SELECT p.id, p.name, p.sealed_key, d.id, d.type, d.number_sealed
  FROM people_person p JOIN people_persondocument d ON d.person_id = p.id
 WHERE p.id = ANY(%s)
 ORDER BY p.id, d.type <> %s, d.id
"""


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document with its number in clear."""

    id: int
    type: DocumentType
    number: str

    @property
    def born_date(self) -> date | None:
        """Return the day of birth the number carries, None when it carries none."""
        return born_of(self.type, self.number)

    @property
    def masked(self) -> str:
        """Return the number as pages show it."""
        return mask(self.type, self.number)


@dataclass(frozen=True, slots=True)
class Known:
    """A person with numbers in clear: for rules, connectors and printing; pages get sheets.

    Her resident card stands first, then the others as they came.
    """

    id: UUID
    name: str
    documents: tuple[KnownDocument, ...]

    @property
    def number(self) -> str:
        """Return the number of the first document."""
        return self.documents[0].number

    @property
    def born_date(self) -> date | None:
        """Return the day of birth that one of the documents carries."""
        return next((d.born_date for d in self.documents if d.born_date), None)

    def document(self, document_id: int | None) -> KnownDocument:
        """Return the document with this id, the first when none is named."""
        return next((d for d in self.documents if d.id == document_id), self.documents[0])


def known(ids: Collection[UUID]) -> dict[UUID, Known]:
    """Return persons with their numbers in clear, with one statement. Their visibility was asked already."""
    if not ids:
        return {}
    found: dict[UUID, Known] = {}
    for person_id, name, sealed_key, document_id, kind, sealed in rows(
        _NUMBERS, [list(set(ids)), DocumentType.RESIDENT_ID]
    ):
        context = sealing_context(person_id)
        key = ring().data_key(bytes(sealed_key), context)
        number = unseal_with(key, bytes(sealed), context + kind.encode())
        before = found[person_id].documents if person_id in found else ()
        document = KnownDocument(document_id, DocumentType(kind), number)
        found[person_id] = Known(person_id, name, (*before, document))
    return found


def open_number(person_id: UUID, document_id: int | None = None) -> str:
    """Return a document's number in clear, the first document's when none is named: for unmasking."""
    return known([person_id])[person_id].document(document_id).number


def open_phone(person: Person) -> str:
    """Return the person's telephone number in clear, empty when none is held."""
    if person.phone_sealed is None:
        return ""
    context = sealing_context(person.id)
    return unseal_with(
        ring().data_key(bytes(person.sealed_key), context), bytes(person.phone_sealed), context + b"phone"
    )


def person(viewer: Actor, person_id: UUID) -> PersonSheet:
    """Return a person at the viewer's window. Raises NotFound when she is not there or not the viewer's to see."""
    visible = visible_persons(scope(viewer), clock.today())
    if not within(Person.objects.all(), visible).filter(pk=person_id).exists():
        raise NotFound
    return _sheet(known([person_id])[person_id])


def at_window(viewer: Actor, asked: str = "") -> list[PersonSheet]:
    """Return the persons present at the viewer's window today whose names `asked` finds, by pinyin."""
    visible = visible_persons(scope(viewer), clock.today())
    # A house's own programs see everybody and stand at no window: nobody is present there.
    here = Person.objects.none() if scope(viewer).account is None else within(Person.objects.all(), visible)
    found = [p for p in known(list(here.values_list("pk", flat=True))).values() if is_found_by(p.name, asked)]
    return [_sheet(p) for p in sorted(found, key=lambda p: (sort_key(p.name), str(p.id)))]


def _sheet(found: Known) -> PersonSheet:
    documents = tuple(DocumentSheet(d.id, d.type, d.masked) for d in found.documents)
    born = found.born_date
    age = age_on(born, clock.today()) if born else None
    return PersonSheet(found.id, found.name, documents[0].number_masked, born, age, documents)


def persons_by_id(ids: Collection[UUID]) -> dict[UUID, Person]:
    """Return persons by id. For actions and for reads that have asked their own visibility."""
    return {p.id: p for p in Person.objects.filter(pk__in=list(ids))}


def data_keys(ids: Collection[UUID]) -> dict[UUID, Key]:
    """Return the own keys of persons, under which what they gave is sealed. For actions and reads that know them."""
    return {i: ring().data_key(bytes(p.sealed_key), sealing_context(i)) for i, p in persons_by_id(ids).items()}


def organisation(credit_code: str) -> Organisation | None:
    """Return the organisation with this code, if it is on record."""
    return Organisation.objects.filter(credit_code=credit_code).first()


class _Offices(dict[str, OfficeSheet]):
    """Offices by code; one that is not known yet is asked for again: an import may have made it since."""

    def __missing__(self, code: str) -> OfficeSheet:
        self.update(_read_offices())
        if code not in self:
            raise KeyError(code)
        return self[code]


def _read_offices() -> dict[str, OfficeSheet]:
    rows: list[Department | Centre] = [*Department.objects.all(), *Centre.objects.all()]
    return {r.code: _office(r) for r in rows}


def _office(row: Department | Centre) -> OfficeSheet:
    name = Words(row.name_zh, row.name_en)
    return OfficeSheet(row.code, name, row.region_id, row.document_word, row.address, row.phone)


@cache
def offices() -> Mapping[str, OfficeSheet]:
    """Return every department and centre by code.

    Read once per process, and again when one is asked for that is not there.
    """
    return _Offices(_read_offices())


def offices_named(asked: str) -> list[OfficeSheet]:
    """Return the offices that a code or a name means: the one that bears it, else those it is part of, by pinyin too.

    By name; every office when nothing is asked.
    """
    wanted = asked.strip()
    every = sorted(offices().values(), key=lambda o: sort_key(o.name.zh))
    same = [o for o in every if wanted.lower() in (o.code, o.name.zh.lower(), o.name.en.lower())]
    return same or [o for o in every if is_found_by(o.name.zh, wanted) or wanted.lower() in o.name.en.lower()]


def posts_held(office: str) -> frozenset[str]:
    """Return the posts of an office that somebody with an active account holds."""
    held = Appointment.objects.filter(office=office, is_held=True, account__is_active=True)
    return frozenset(held.values_list("post", flat=True).distinct())


def places_held(posts: Collection[str]) -> list[tuple[str, str]]:
    """Return where somebody with an active account holds one of `posts`: office and post, by office. One statement."""
    held = Appointment.objects.filter(post__in=list(posts), is_held=True, account__is_active=True)
    return list(held.order_by("office", "post").values_list("office", "post").distinct())


def who_holds(post: str, office: str) -> list[tuple[int, str]]:
    """Return who holds a post at an office with an active account: number and name, by name."""
    held = Appointment.objects.filter(post=post, office=office, is_held=True, account__is_active=True)
    return list(held.order_by("account__name", "account_id").values_list("account_id", "account__name").distinct())


def departments() -> dict[str, OfficeSheet]:
    """Return every department by code, without the halls. One statement."""
    return {code: offices()[code] for code in Department.objects.order_by("code").values_list("code", flat=True)}


def staff_of(office: str, *posts: str) -> dict[int, str]:
    """Return who holds one of `posts` at an office with an active account: names by number, in order of the names."""
    held = Appointment.objects.filter(post__in=posts, office=office, is_held=True, account__is_active=True)
    return dict(held.order_by("account__name", "account_id").values_list("account_id", "account__name").distinct())


@cache
def windows() -> Mapping[str, WindowSheet]:
    """Return every window by code."""
    return {w.code: WindowSheet(w.code, w.number, offices()[w.centre_id]) for w in Window.objects.order_by("code")}


def centres_of_kind(kind: CentreKind) -> list[OfficeSheet]:
    """Return the centres of a kind, by code."""
    return [offices()[c] for c in Centre.objects.filter(kind=kind).order_by("code").values_list("code", flat=True)]


def credit_code_of(department: str) -> str:
    """Return a department's unified credit code. Raises NotFound."""
    code = Department.objects.filter(code=department).values_list("credit_code", flat=True).first()
    if code is None:
        raise NotFound
    return code


@dataclass(frozen=True, slots=True)
class HallSheet:
    """A centre as people look for it: name, kind, address, how many windows."""

    code: str
    name: Words
    kind: str
    address: str
    windows: int


@cache
def halls() -> tuple[HallSheet, ...]:
    """Return every centre with its address. Read once per process, like the offices."""
    counted: dict[str, int] = {}
    for window in windows().values():
        counted[window.centre.code] = counted.get(window.centre.code, 0) + 1
    return tuple(
        HallSheet(c.code, Words(c.name_zh, c.name_en), c.kind, c.address, counted.get(c.code, 0))
        for c in Centre.objects.order_by("code")
    )


def forget_offices() -> None:
    """Make the next read of offices and windows ask the database again."""
    offices.cache_clear()
    windows.cache_clear()
    halls.cache_clear()
