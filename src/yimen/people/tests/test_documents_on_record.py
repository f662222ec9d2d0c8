"""Several documents of one person, names corrected by the document shown, and who is found at a window."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.offices import Office
from yimen.kernel import history
from yimen.kernel.errors import BadInput, NotFound, Refused
from yimen.kernel.journal import Audience
from yimen.people.actions.add_document import add_document
from yimen.people.actions.enrol import enrol
from yimen.people.actions.present import present, present_with
from yimen.people.actions.rename import rename
from yimen.people.actions.unmask import unmask
from yimen.people.models import Person, PersonDocument
from yimen.people.reads import at_window, known, person
from yimen.people.states import DocumentType

NUMBER, NAME, PERMIT = "11010519491231002X", "王𠮷", "H12345678"


def test_one_person_is_found_by_any_of_her_documents(office: Office) -> None:
    """The resident card stands first, whichever came first; each lies sealed; the same number of another type is
    another document."""
    clerk = office.actor("clerk1", 1)
    who = present(document="hk_macao_permit", number=" h 1234-5678 ", name=NAME, actor=clerk)
    assert person(clerk, who).age is None
    add_document(person_id=who, document="resident_id", number=NUMBER, actor=clerk)
    assert enrol(number=NUMBER, name=NAME, actor=clerk) == who
    assert enrol(document="hk_macao_permit", number=f"{PERMIT}02", name=NAME, actor=clerk) == who
    sheet = person(clerk, who)
    assert [d.number_masked for d in sheet.documents] == ["110105********002X", "H*******8"]
    assert sheet.age == 76
    assert enrol(document="passport", number=PERMIT, name=NAME, actor=clerk) != who
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(d::text, '') FROM people_persondocument d")
        (text,) = cursor.fetchone() or ("",)
    assert PERMIT not in text and PERMIT.encode().hex() not in text
    shown = known([who])[who].documents[1]
    assert unmask(person_id=who, reason="核对通行证", document=shown.id, actor=clerk) == PERMIT
    told = [e.sentence(Audience.CITIZEN).zh for e in history.of([("person", who)])]
    assert any("补登" in sentence for sentence in told)


def test_a_document_of_somebody_else_is_not_added(office: Office) -> None:
    """Nor one on record already, nor one with another day of birth, nor away from the window; nothing is written."""
    clerk = office.actor("clerk1", 1)
    who = present(number=NUMBER, name=NAME, actor=clerk)
    other = present(document="taiwan_permit", number="12345678", name="李明", actor=clerk)
    for kind, number, why in (
        ("taiwan_permit", "12345678", "another person's"),
        ("resident_id", NUMBER, "already"),
        ("hmt_residence", "810000199408230021", "different days"),
        ("hmt_residence", "810000199408230022", "does not fit"),
        ("library_card", "1", "no such document"),
    ):
        with pytest.raises(BadInput, match=why):
            add_document(person_id=who, document=kind, number=number, actor=clerk)
    with pytest.raises(NotFound):
        add_document(person_id=who, document="passport", number="E12345678", actor=office.actor("clerk2", 2))
    with pytest.raises((Refused, NotFound)):
        add_document(person_id=who, document="passport", number="E12345678", actor=office.actor("checker1"))
    assert PersonDocument.objects.count() == 2 and other != who


def test_a_name_is_corrected_by_the_document_and_never_silently(office: Office) -> None:
    """A variant names both characters; with the clerk's tick the record follows the document, journalled."""
    clerk = office.actor("clerk1", 1)
    who = present(number=NUMBER, name=NAME, actor=clerk)
    with pytest.raises(BadInput) as refused:
        present(number=NUMBER, name="王吉", actor=clerk)
    assert "“𠮷”(U+20BB7)" in refused.value.words.zh and "“吉”(U+5409)" in refused.value.words.zh
    with pytest.raises(BadInput) as refused:
        present(number=NUMBER, name="王小明", actor=clerk)
    assert "王*" in refused.value.words.zh and "照证件更正姓名" in refused.value.words.zh
    assert Person.objects.get(pk=who).name == NAME
    found = present_with(number=NUMBER, name="王吉", corrects=True, actor=office.actor("clerk2", 2))
    assert (found.person_id, found.was_known) == (who, True)
    assert Person.objects.get(pk=who).name == "王吉"
    told = history.of([("person", who)])[-1].sentence(Audience.CITIZEN).zh
    assert "更正了您档案里的姓名" in told and NAME not in told
    with pytest.raises(NotFound):
        rename(person_id=who, name="王三", document=DocumentType.RESIDENT_ID, actor=office.actor("clerk3", 3))


def test_people_at_a_window_are_sorted_and_found_by_pinyin(office: Office) -> None:
    """Only this clerk's, only today's."""
    clerk = office.actor("clerk1", 1)
    for n, name in enumerate(("曾志伟", "单雄信", "Ann Lee", "仇英", "尉迟恭")):
        present(document="passport", number=f"E000000{n}", name=name, actor=clerk)
    assert [p.name for p in at_window(clerk)] == ["Ann Lee", "仇英", "单雄信", "尉迟恭", "曾志伟"]
    assert [p.name for p in at_window(clerk, "yuchi")] == ["尉迟恭"]
    assert at_window(office.actor("clerk2", 2)) == [] and at_window(office.actor("checker1")) == []
