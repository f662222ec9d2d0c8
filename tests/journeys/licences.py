"""A certificate without a sale: for tests that need one, its versions and its signed file, at the registry's desk."""

from __future__ import annotations

import itertools
from typing import Any
from uuid import UUID, uuid4

from tests.offices import Office
from yimen.kernel.actor import Actor, house
from yimen.kernel.words import Words
from yimen.licences.actions.forewarn import forewarn
from yimen.licences.actions.issue import issue
from yimen.licences.actions.request import request
from yimen.licences.models import Licence
from yimen.licences.reads import Asked, Paper, data_of
from yimen.licences.rules.validity import Terms

RELAY = house("relay")
TYPE_CODE = "11100000MB03271699022"
REGISTRY_CODE = "114406040000002387"
TEMPLATE = "realestate:ownership_certificate.typ"
LABELS = (
    ("holders", "权利人", "Holders"),
    ("location", "坐落", "Location"),
    ("area", "面积", "Area"),
)
DATA = {
    "holders": "欧阳小明（1/3）、买买提·艾力（2/3）",
    "ownership": "按份共有",
    "location": "佛山市禅城区祖庙街道示范路18号3座1501房",
    "unit_no": "440604001001GB00001F00010001",
    "right": "国有建设用地使用权／房屋所有权",
    "use": "住宅",
    "area": "98.50 平方米",
    "entry_no": "DB2026000001",
}
BASIS = "不动产登记暂行条例第二十一条"
_serials = itertools.count(7_100_001)  # no register of the tests gives such numbers


def number_of(n: int) -> str:
    """Return a certificate number as the registry writes it."""
    return f"粤(2026)佛禅不动产权第{n:07d}号"


REMEDIES = (
    "不服本决定的，可以自知道之日起六十日内向本级人民政府申请行政复议，或者自知道之日起六个月内向人民法院提起行政诉讼。"
)
OWNERSHIP = Words("不动产权证书", "Ownership certificate")
FOOD = Words("食品经营许可证", "Food business licence")
REASON = "现场核查查明，申请时提交的场所证明是伪造的。"


def issued(
    number: str = "",
    *,
    replaces: str = "",
    issuer: str = "registry",
    source: UUID | None = None,
    title: Words = OWNERSHIP,
    **more: Any,
) -> Licence:
    """Return a fresh certificate; its file is made when the office delivers."""
    paper = Paper(
        kind="house_transfer_registration",
        title=title,
        number=number or number_of(next(_serials)),
        template=TEMPLATE,
        data=DATA,
        labels=LABELS,
        issuer=issuer,
        issuer_code=REGISTRY_CODE,
        type_code=TYPE_CODE,
        **more,
    )
    made = issue(source_kind="case", source_id=source or uuid4(), paper=paper, replaces=replaces, actor=RELAY)
    return Licence.objects.get(pk=made)


def signed(office: Office, number: str = "") -> Licence:
    """Return a fresh certificate with its signed file."""
    licence = issued(number)
    office.deliver()
    licence.refresh_from_db()
    return licence


def permitted(
    office: Office | None = None, *, holders: tuple[UUID, ...] = (), source: UUID | None = None, **terms: Any
) -> Licence:
    """Return a licence of 行政许可法 that is valid for sixty days, with its signed file when the office is given."""
    told = Terms(**({"valid": "60 days", "remedies": REMEDIES} | terms))
    licence = issued(title=FOOD, matter_type="01", terms=told, holder_ids=holders, source=source)
    if office is not None:
        office.deliver()
        licence.refresh_from_db()
    return licence


def warned(
    office: Office, ground: str = "unqualified", verb: str = "revoke", by: str = "registrar1", **terms: Any
) -> Licence:
    """Return a licence whose holder was told that it is to be revoked or recalled."""
    licence = permitted(**terms)
    warn(office, licence, ground, verb, by)
    licence.refresh_from_db()
    return licence


def warn(
    office: Office, licence: Licence, ground: str = "unqualified", verb: str = "revoke", by: str = "registrar1"
) -> None:
    """Tell the holder of an intended revocation or recall."""
    is_recall = verb == "recall"
    forewarn(
        licence_id=licence.id,
        verb=verb,
        ground=ground,
        law="《示例条例》第三条" if ground in ("other_law", "law_changed") else "",
        reason="规划调整，原址已不能经营。" if is_recall else REASON,
        compensation="按评估价补偿装修损失，三十日内支付。" if is_recall else "",
        answer_days=5,
        actor=office.actor(by),
    )


def asked_for(verb: str, **more: object) -> Asked:
    """Return a sound request for a change."""
    evidence = "2026年3月1日在本中心网站刊登遗失声明" if verb == "reissue" else ""
    changes = {"location": "佛山市禅城区祖庙街道示范路18号3座1502房"} if verb == "rectify" else {}
    values = {"verb": verb, "reason": "权利人申请", "basis": BASIS, "evidence": evidence, "changes": changes} | more
    return Asked(**values)  # type: ignore[arg-type]


def pending(office: Office, verb: str, by: str = "registrar1") -> Licence:
    """Return a certificate whose change waits for approval."""
    licence = signed(office)
    request(licence_id=licence.id, asked=asked_for(verb), actor=office.actor(by))
    licence.refresh_from_db()
    return licence


def token_of(licence: Licence) -> str:
    """Return the token that is printed in the QR of a version."""
    return str(data_of(licence)["token"])


def anybody() -> Actor:
    """Return somebody who has not signed in."""
    from yimen.doors.portal.views.verify import ANYBODY

    return ANYBODY
