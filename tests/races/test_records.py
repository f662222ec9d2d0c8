"""Two people put the same on record at the same moment, take numbers, hand out: one of each, no gap, none twice."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from simulators.population import sale
from tests.races.rivals import one_wins, rivals, rounds
from tests.races.scene import RELAY, Scene
from yimen.cases.actions.accept import accept
from yimen.cases.actions.hand_out import hand_out
from yimen.cases.actions.join import join
from yimen.cases.actions.open import open_
from yimen.cases.models import Party
from yimen.kernel.errors import BadInput
from yimen.kernel.models import JournalEntry, NumberSeries
from yimen.kernel.numbers import take
from yimen.kernel.words import Words
from yimen.licences.actions.issue import issue
from yimen.licences.models import Licence
from yimen.licences.reads import Paper
from yimen.notices.models import Document
from yimen.people.actions.enrol import enrol
from yimen.people.actions.enrol_organisation import enrol_organisation
from yimen.people.models import Organisation, Person, PersonDocument
from yimen.people.rules.identity import credit_check, organisation_check


def test_two_windows_enrol_the_same_person(scene: Scene) -> None:
    """Both get the same record."""
    with rivals() as both:
        for n in rounds():
            person = sale(100 + n).sellers[0].person
            verb = partial(enrol, number=person.id_number, name=person.name, actor=scene.clerk)
            first, second = both.at_once(verb, verb)
            assert first == second
            assert JournalEntry.objects.filter(subject_id=first, verb="enrol").count() == 1
    assert Person.objects.count() == PersonDocument.objects.count() == len(rounds())


def test_two_windows_enrol_the_same_organisation(scene: Scene) -> None:
    """Both get the same record."""
    with rivals() as both:
        for n in rounds():
            verb = partial(enrol_organisation, code=credit_code(n), name=f"禅城{n}号公司", actor=scene.clerk)
            first, second = both.at_once(verb, verb)
            assert first == second
    assert Organisation.objects.count() == len(rounds())


def test_the_same_person_sits_down_at_two_windows(scene: Scene) -> None:
    """She joins both drafts under one record."""
    clerks = [scene.clerk, scene.office.actor("clerk2", window=8)]
    with rivals() as both:
        for n in rounds():
            person = sale(100 + n).buyers[0].person
            drafts = [open_(bundle="house_sale", actor=clerk) for clerk in clerks]
            places = both.at_once(
                *[
                    partial(
                        join,
                        application_id=draft,
                        role="buyer",
                        number=person.id_number,
                        name=person.name,
                        actor=clerk,
                    )
                    for draft, clerk in zip(drafts, clerks, strict=True)
                ]
            )
            assert places == ["buyer[0]", "buyer[0]"]
            people = set(Party.objects.filter(application__in=drafts).values_list("person", flat=True))
            assert len(people) == 1
    assert Person.objects.count() == len(rounds())


def test_two_clicks_on_join(scene: Scene) -> None:
    """One party; the second click is told that she is there."""
    person = scene.sale.buyers[0].person

    def click() -> str:
        try:
            return join(
                application_id=draft, role="buyer", number=person.id_number, name=person.name, actor=scene.clerk
            )
        except BadInput as problem:
            return problem.words.zh

    with rivals() as both:
        for _ in rounds():
            draft = open_(bundle="house_sale", actor=scene.clerk)
            assert sorted(both.at_once(click, click)) == ["buyer[0]", "这个人已经在申请里了。"]
            assert Party.objects.filter(application=draft).count() == 1


def test_two_windows_take_document_numbers(scene: Scene) -> None:
    """No gap and no double, also when a transaction that took one is rolled back."""

    def issued(fails: bool) -> list[int]:
        try:
            with transaction.atomic():
                numbers = list(take("test", "hall-natural", 2026, 2))
                if fails:
                    raise ZeroDivisionError
                return numbers
        except ZeroDivisionError:
            return []

    given: list[int] = []
    with rivals() as both:
        for n in rounds():
            results = both.at_once(partial(issued, n % 3 == 0), partial(issued, n % 5 == 0))
            given += [number for numbers in results if isinstance(numbers, list) for number in numbers]
    assert sorted(given) == list(range(1, len(given) + 1))
    assert NumberSeries.objects.get(series="test").last == len(given) > 0
    assert scene.office.dsn


def test_two_windows_accept_two_piles(scene: Scene) -> None:
    """Receipts of one hall are numbered without gap or double."""
    clerks = [scene.clerk, scene.office.actor("clerk2", window=8)]
    with rivals() as both:
        for _ in rounds():
            drafts = [scene.draft(), scene.draft()]
            scene.also_open_before("clerk2", drafts[1])
            numbers = both.at_once(
                *[partial(accept, application_id=d, actor=c) for d, c in zip(drafts, clerks, strict=True)]
            )
            assert len(set(numbers)) == 2
    for kind in ("acceptance", "materials"):  # the receipt and the list of what was taken, each with its own series
        given = Document.objects.filter(kind=kind).values_list("number", flat=True)
        serials = [int(n.partition("〕")[2].removesuffix("号")) for n in given]
        assert sorted(serials) == list(range(1, 2 * len(rounds()) + 1))


def test_two_windows_hand_the_certificate_out(scene: Scene) -> None:
    """It is collected once."""
    clerks = [scene.clerk, scene.office.actor("clerk2", window=8)]
    with rivals() as both:
        for n in rounds():
            application = scene.accepted()
            scene.also_open_before("clerk2", application)
            case = scene.registration(application)
            number = f"粤(2026)佛禅不动产权第{n:07d}号"
            licence = issue(
                source_kind="case",
                source_id=case,
                paper=Paper(kind="test", title=Words("证", "paper"), number=number, template="t", data={}),
                actor=RELAY,
            )
            verbs = [
                partial(hand_out, application_id=application, case_id=case, receiver="buyer[0]", actor=c)
                for c in clerks
            ]
            one_wins(both.at_once(*verbs))
            assert Licence.objects.get(pk=licence).handed_out_at is not None
            assert JournalEntry.objects.filter(subject_id=licence, verb="hand_out").count() == 1


def credit_code(n: int) -> str:
    """Return a credit code that passes both its checks."""
    body = f"MA{n:06d}"
    code = f"91440604{body}{organisation_check(body)}"
    return code + credit_check(code)
