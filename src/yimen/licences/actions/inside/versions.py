"""A version's birth, its successor, and the change that was asked for: shared by the verbs of change."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec

from yimen.kernel.action import Deed
from yimen.kernel.errors import Conflict
from yimen.kernel.keys import ring
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.clearing import cleared
from yimen.licences.actions.inside.entries import Issue
from yimen.licences.models import Licence, Proceeding
from yimen.licences.reads import Asked, asked_of, data_of, sealing_context
from yimen.licences.rules import LAST_VERSION, number
from yimen.licences.states import VERB_WORDS, Verb

TOKEN_BYTES = 24


def born(deed: Deed[Any], row: Licence, data: Mapping[str, Any]) -> Licence:
    """Make a version with a fresh token for its QR; its e-licence number follows from its parts when it has them."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row.token_hash = sha256(token.encode()).digest()
    row.data_sealed = ring().sealed(msgspec.json.encode({**data, "token": token}), sealing_context(row.id))
    row.issued_at = deed.now
    if row.type_code:
        row.e_number = number(row.type_code, row.issuer_code, row.serial, row.version_no)
    entry = Issue(number=row.number, e_number=row.e_number or "", version=row.version_no)
    return deed.born(LICENCE, row, entry)


def successor(
    deed: Deed[Licence],
    old: Licence,
    *,
    new_number: str = "",
    changes: Mapping[str, str] | None = None,
    valid_to: date | None = None,
) -> Licence:
    """Make the next version of `old`: the same serial, the next version number, the old one as its predecessor.

    Valid as long as the old one, or up to `valid_to`. An application for renewal that waits goes on with it.
    """
    if old.version_no >= LAST_VERSION:
        raise Conflict(
            Words("版本号已用完（999），不能再出新版本。", "There is no version after 999 in the e-licence number.")
        )
    row = Licence(
        source_kind=old.source_kind,
        source_id=old.source_id,
        kind=old.kind,
        title_zh=old.title_zh,
        title_en=old.title_en,
        issuer=old.issuer,
        number=new_number or old.number,
        type_code=old.type_code,
        issuer_code=old.issuer_code,
        serial=old.serial,
        version_no=old.version_no + 1,
        predecessor_id=old.id,
        template=old.template,
        labels=list(old.labels),
        holder_ids=[str(one) for one in old.holder_ids],
        organisation_ids=[str(one) for one in old.organisation_ids],
        matter_type=old.matter_type,
        terms=old.terms,
        valid_to_date=valid_to or old.valid_to_date,
        renewal_asked_at=old.renewal_asked_at,
        renewal_by_id=old.renewal_by_id,
        is_renewal_timely=old.is_renewal_timely,
        reminded_at=None if valid_to else old.reminded_at,
    )
    if old.renewal_asked_at is not None:
        Proceeding.objects.filter(licence=old.id, ended_at__isnull=True, verb=Verb.PROLONG).update(licence=row.id)
        old.renewal_asked_at, old.renewal_by_id, old.is_renewal_timely = None, None, False
    data = {key: value for key, value in data_of(old).items() if key != "token"}
    return born(deed, row, {**data, **(changes or {})})


def taken_up(deed: Deed[Licence], verb: Verb) -> Asked:
    """Return the change that was asked for and clear it from the row. Raises Conflict when it was another one."""
    licence = deed.subject
    if licence.asked_verb != verb:
        asked = VERB_WORDS[licence.asked_verb]
        raise Conflict(
            Words(
                f"提请的是“{asked.zh}”，不能按“{VERB_WORDS[verb].zh}”审批。请刷新后再看。",
                f"What was asked for is “{asked.en}”, not “{VERB_WORDS[verb].en}”. Reload and look again.",
            ),
            verb=verb,
        )
    asked_for = asked_of(licence)
    assert asked_for is not None
    cleared(licence)
    return asked_for
