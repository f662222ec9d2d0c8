"""A procedure's birth, what it holds, and its end: shared by the verbs of revocation, recall and renewal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from yimen.kernel.action import Deed
from yimen.kernel.errors import BadInput, Conflict
from yimen.kernel.keys import ring
from yimen.kernel.words import Words
from yimen.licences.actions.inside.clearing import cleared
from yimen.licences.models import Licence, Proceeding
from yimen.licences.reads.proceedings import Content, content_context, content_of
from yimen.licences.rules import told
from yimen.licences.rules.endings import GROUNDS, Ground
from yimen.licences.states import ENDINGS, VERB_WORDS, Verb

LONGEST = 2000
WRONG = Words("有几处要改，请看每项旁边的提示。", "Something is missing or wrong; see beside each field.")


def texts(least: int = 2, optional: tuple[str, ...] = (), **given: str) -> dict[str, str]:
    """Return what a person typed, tidied, by field. Raises BadInput naming every field that is wrong."""
    clean, wrong = {}, {}
    for name, text in given.items():
        clean[name], problem = told(text, least=0 if name in optional else least, most=LONGEST)
        if problem:
            wrong[name] = [problem]
    if wrong:
        raise BadInput(WRONG, wrong)
    return clean


def opened(
    deed: Deed[Licence], licence: Licence, verb: Verb, content: Content, heard_until: datetime | None = None
) -> Proceeding:
    """Open a procedure about a licence that this deed holds."""
    row = Proceeding(licence_id=licence.id, verb=verb, opened_at=deed.now, heard_until=heard_until)
    if verb == Verb.REMIND:  # told, and over: it only bears its paper
        row.ended_at, row.outcome = deed.now, verb
    row.content_sealed = sealed(row, content)
    row.save(force_insert=True)
    return row


def sealed(row: Proceeding, content: Content) -> bytes:
    """Return the content sealed for its row."""
    return ring().sealed(msgspec.json.encode(content), content_context(row.id))


def ending_of(licence: Licence, verb: str = "") -> Proceeding:
    """Return the intended revocation or recall that is under way. Raises Conflict when it is another than `verb`."""
    row = Proceeding.objects.get(licence=licence.id, ended_at__isnull=True, verb__in=ENDINGS)
    if verb and row.verb != verb:
        told_of, asked = VERB_WORDS[row.verb], VERB_WORDS[verb]
        raise Conflict(
            Words(
                f"告知被许可人的是“{told_of.zh}”，不能按“{asked.zh}”决定。请刷新后再看。",
                f"The holder was told of “{told_of.en}”, not “{asked.en}”. Reload and look again.",
            ),
            verb=verb,
        )
    return row


def closed(deed: Deed[Licence], licence: Licence, row: Proceeding, outcome: Verb) -> tuple[Content, Ground]:
    """End an intended revocation or recall with its outcome; return what was put forward."""
    row.ended_at, row.outcome = deed.now, outcome
    row.save(update_fields=("ended_at", "outcome"))
    cleared(licence)
    content = content_of(row)
    return content, GROUNDS[content.ground]


def end_renewal(licence: Licence, at: datetime, outcome: Verb) -> None:
    """End an application for renewal that waits, if there is one; the row no longer says that one is asked for."""
    licence.renewal_asked_at, licence.renewal_by_id, licence.is_renewal_timely = None, None, False
    open_ones = Proceeding.objects.filter(licence=licence.id, ended_at__isnull=True, verb=Verb.PROLONG)
    open_ones.update(ended_at=at, outcome=outcome)


def end_everything(deed: Deed[Any], licence: Licence, verb: Verb) -> None:
    """Mark a licence as ended by `verb`: whatever waits on it ends with it."""
    licence.ended_at, licence.ended_by = deed.now, verb
    end_renewal(licence, deed.now, verb)
    Proceeding.objects.filter(licence=licence.id, ended_at__isnull=True).update(ended_at=deed.now, outcome=verb)
    cleared(licence)
