"""Look a licence up without sign-in (核验): by number, by the token of its QR, or by the file itself.

Guessing is slowed: the tries of the last quarter of an hour are counted in the database, so that the rule holds for all
processes; tries from one address wait for each other. Every look is written down. A wrong number and an unknown one get
the same answer. Law: 国务院关于在线政务服务的若干规定 art 10, 11.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from yimen.kernel import clock, looks
from yimen.kernel.actor import Actor
from yimen.kernel.keys import ring
from yimen.kernel.rows import rows
from yimen.kernel.signatures import Finding, check_pdf
from yimen.kernel.turns import take_turn
from yimen.licences.models import Licence, VerificationTry
from yimen.licences.reads import Verified, as_anybody
from yimen.licences.rules import WINDOW_MINUTES, has_to_wait, tidy
from yimen.licences.states import LIVE

PAGE = "/verify/"
PURPOSE = "公众核验"
_TRIES = """
SELECT count(*) FILTER (WHERE address_hash = %s AND outcome = 'miss'),
       count(*) FILTER (WHERE outcome = 'miss'),
       count(*) FILTER (WHERE address_hash = %s AND outcome = 'hit' AND means = 'number'),
       count(*) FILTER (WHERE address_hash = %s AND outcome = 'slowed')
  FROM licences_verificationtry WHERE at > %s
"""


class Outcome(StrEnum):
    """How a look ended."""

    HIT = "hit"
    MISS = "miss"
    SLOWED = "slowed"


@dataclass(frozen=True, slots=True)
class Answer:
    """What anybody is told: the licence when there is one; for a file also what its signature is worth."""

    outcome: Outcome
    licence: Verified | None = None
    finding: Finding | None = None


def verify_number(*, number: str, address: str, actor: Actor) -> Answer:
    """Look up by certificate number or e-licence number: state, issuer, kind, date, masked names."""

    def find() -> Answer:
        wanted = tidy(number[:120])
        same = Licence.objects.filter(number=wanted) if wanted else Licence.objects.none()
        live = same.filter(state__in=LIVE).first() or same.order_by("-issued_at").first()
        row = Licence.objects.filter(e_number=wanted).first() or live
        return _answer(row, with_data=False)

    return _counted("number", address, actor, find)


def verify_token(*, token: str, address: str, actor: Actor) -> Answer:
    """Look up by the token printed in a version's QR: who holds the paper also sees what is printed on it."""

    def find() -> Answer:
        row = Licence.objects.filter(token_hash=sha256(token.encode()).digest()).first()
        return _answer(row, with_data=True)

    return _counted("token", address, actor, find)


def verify_file(*, content: bytes, address: str, actor: Actor) -> Answer:
    """Check a file: signed by us, unchanged, and of which version. Only the very bytes that were issued are a hit."""

    def find() -> Answer:
        finding = check_pdf(content, settings.SIGNING_FOLDER)
        if finding is not Finding.INTACT:
            return Answer(Outcome.MISS, finding=finding)
        row = Licence.objects.filter(pdf_digest=sha256(content).hexdigest()).first()
        if row is None:
            return Answer(Outcome.MISS, finding=Finding.FOREIGN)
        return Answer(Outcome.HIT, as_anybody(row, with_data=False), finding)

    return _counted("file", address, actor, find)


def _answer(row: Licence | None, *, with_data: bool) -> Answer:
    return Answer(Outcome.MISS) if row is None else Answer(Outcome.HIT, as_anybody(row, with_data=with_data))


def _counted(means: str, address: str, actor: Actor, find: Callable[[], Answer]) -> Answer:
    hashed, now = ring().keyed_hash("address", address), clock.machine_now()
    with transaction.atomic():
        take_turn(hashed)
        since = now - timedelta(minutes=WINDOW_MINUTES)
        own, everybody, looks_of_one, slowed = rows(_TRIES, [hashed, hashed, hashed, since])[0]
        if has_to_wait(own=own, everybody=everybody, looks_of_one=looks_of_one):
            if not slowed:  # once a window is enough for whoever reads it
                VerificationTry.objects.create(at=now, address_hash=hashed, means=means, outcome=Outcome.SLOWED)
            return Answer(Outcome.SLOWED)
        answer = find()
        VerificationTry.objects.create(at=now, address_hash=hashed, means=means, outcome=answer.outcome)
        if answer.licence is not None:
            looks.look(actor, answer.licence.holder_ids, purpose=PURPOSE, page=PAGE)
    return answer
