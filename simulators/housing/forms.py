"""The housing department's messages, where version 2 moves their fields, and its code lists."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

import msgspec

from simulators.houses import Use
from simulators.messages import Form, OfficeTime, RequestNo, Text

SPELLING = {"·": "．", "𠮷": "吉", "㙟": "堎", "𬭎": "鋐"}
USES = {Use.HOME: "1", Use.SHOP: "2", Use.PARKING: "3"}

UseCode: TypeAlias = Literal["1", "2", "3"]
IdType: TypeAlias = Literal["01", "02", "03", "04", "05"]
"""Identity card, passport, permit of Hong Kong and Macao, of Taiwan, foreigner's residence card."""

Share: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^(sole|joint|[1-9][0-9]*/[1-9][0-9]*)$")]
Area: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,5}(\.[0-9]{1,2})?$")]
Url: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s?#]+$", max_length=500)]

ASK_MOVES = {"members": "family.members"}
HOMES_MOVES = {"query_no": "query.number", "count": "query.total"}
CONTRACT_MOVES = {
    "price_fen": "deal.price_fen",
    "signed_date": "deal.signed_date",
    "house.area": "house.floor_area",
}
ANSWER_MOVES = {
    "outcome": "record.outcome",
    "filing_no": "record.number",
    "reason_code": "record.refusal.code",
    "reason": "record.refusal.sentence",
    "contract.price": "contract.deal.price",
}


class Member(Form, frozen=True):
    """A member of a family."""

    name: Text
    id_number: Text


class FamilyHouses(Form, frozen=True):
    """Which homes does this family own in the district?"""

    request_no: RequestNo
    office_time: OfficeTime
    members: Annotated[list[Member], msgspec.Meta(min_length=1, max_length=20)]


class ContractHouse(Form, frozen=True):
    """The house in a contract; square metres as text."""

    unit_no: Text
    cert_no: Text
    area: Area
    use: UseCode


class Party(Form, frozen=True):
    """A seller or buyer; `share` is "sole", "joint" or a fraction such as "1/3"."""

    name: Text
    id_number: Text
    share: Share
    id_type: IdType = "01"


Parties: TypeAlias = Annotated[list[Party], msgspec.Meta(min_length=1, max_length=20)]


class Contract(Form, frozen=True):
    """A contract to be filed; the price in fen."""

    request_no: RequestNo
    office_time: OfficeTime
    callback_url: Url
    house: ContractHouse
    sellers: Parties
    buyers: Parties
    price_fen: int
    signed_date: date
