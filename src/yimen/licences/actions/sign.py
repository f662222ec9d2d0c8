"""Sign a version's file (加盖电子签章): typeset once, signed once, kept under its digest; the same bytes ever after.

Law: 国务院关于在线政务服务的若干规定 art 9 (an electronic seal stands for the physical one), 10.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from yimen.kernel import files
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.models import Installation, InstallationKind
from yimen.kernel.printing import qr_svg, typeset
from yimen.kernel.registry import template
from yimen.kernel.signatures import sign_pdf
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.licences.actions import LICENCE
from yimen.licences.models import Licence
from yimen.licences.reads import data_of
from yimen.licences.states import Verb
from yimen.people.reads import offices


@entry(
    "licence",
    Verb.SIGN,
    citizen=Words("电子证照已加盖电子签章。", "The electronic certificate was signed."),
    clerk=Words("已加盖电子签章。", "Signed."),
    auditor=Words("已加盖电子签章，文件摘要（SHA-256）{digest}", "Signed; SHA-256 of the file {digest}"),
)
class Sign(Entry, frozen=True):
    """The version's file was made and signed; the digest is SHA-256 over its bytes."""

    digest: str


def sign(*, licence_id: UUID, actor: Actor) -> None:
    """Make and keep the signed file; a second call changes nothing. Raises NoSigningKey."""
    if Licence.objects.filter(pk=licence_id, pdf_digest__isnull=False).exists():
        return
    with LICENCE.act(Verb.SIGN, licence_id, actor=actor) as deed:
        licence = deed.subject
        if licence.pdf_digest is not None:
            return
        pdf = sign_pdf(
            typeset(template(licence.template), _printed(licence), licence.issued_at),
            settings.SIGNING_FOLDER,
            licence.issuer,
            reason=licence.e_number or licence.number,
            passphrase=settings.SIGNING_PASSPHRASE,
        )
        licence.pdf_digest = files.keep(pdf, "application/pdf").digest
        licence.signed_at = deed.now
        deed.note(licence, Sign(digest=licence.pdf_digest))


def _printed(licence: Licence) -> dict[str, object]:
    data = data_of(licence)
    token = data.pop("token")
    day = licence.issued_at.astimezone(OFFICE_ZONE)
    is_trial = not Installation.objects.filter(kind=InstallationKind.PRODUCTION).exists()
    return {
        **data,
        "number": licence.number,
        "e_number": licence.e_number or "",
        "version": licence.version_no,
        "issuer": offices()[licence.issuer].name.zh,
        "issued": f"{day.year}年{day.month}月{day.day}日",
        "is_trial": is_trial,
        "qr": qr_svg(f"{settings.PUBLIC_URL}/verify/{token}/"),
    }
