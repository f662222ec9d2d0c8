"""What machines send: typed, bounded, closed. Text never holds control characters; nothing unknown is taken."""

from __future__ import annotations

import base64
import binascii
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from yimen.catalogue.states import Representation
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.people.states import DocumentType

PLAIN = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$"
Text = Annotated[str, Field(max_length=200, pattern=PLAIN)]
LongText = Annotated[str, Field(max_length=2000, pattern=PLAIN)]
Code = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9_.\-@\[\]]+$")]
_NO_BASE64 = Words("这不是 base64。", "This is not base64.")


def opened(content: str, field: str) -> bytes:
    """Return the bytes of base64. Raises BadInput naming `field`."""
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise BadInput(_NO_BASE64, {field: [_NO_BASE64]}) from None


class Shape(Schema):
    """Something a machine sends; a field it does not know is refused."""

    model_config = ConfigDict(extra="forbid")


class Nothing(Shape):
    """No content: the address says everything."""


class Bundle(Shape):
    """Which thing is applied for."""

    bundle: Code = Field(description="Code of a bundle, as listed under /bundles.", examples=["house_sale"])


class Party(Shape):
    """Somebody who takes part."""

    role: Code = Field(description="Role in the bundle.", examples=["seller"])
    document: DocumentType | Literal["credit_code"] = Field(DocumentType.RESIDENT_ID, description="What `number` is.")
    number: Text = Field(description="Document number; kept sealed.", examples=["44010619800101001X"])
    name: Text = Field(description="Name as on the document.", examples=["张伟"])


class PartyHere(Party):
    """Somebody who is at the window and takes part."""

    corrects: bool = Field(False, description="Put this name on record in place of another one.")


class Acting(Shape):
    """Somebody who acts for a party, with the document she shows."""

    place: Code = Field(description="Whom she acts for.", examples=["seller[0]"])
    kind: Representation = Field(description="Guardian, agent or legal representative.")
    document: DocumentType = Field(DocumentType.RESIDENT_ID, description="What `number` is.")
    number: Text = Field(description="Document number; kept sealed.", examples=["44010619800101001X"])
    name: Text = Field(description="Name as on the document.", examples=["张伟"])
    corrects: bool = Field(False, description="Put this name on record in place of another one.")


class Place(Shape):
    """A party's place."""

    place: Code = Field(examples=["seller[0]"])


class Role(Shape):
    """Which role's last party is taken out."""

    role: Code = Field(examples=["buyer"])


class Reason(Shape):
    """Why it is done; whom it concerns reads it."""

    reason: LongText = Field(examples=["本事项已取消。"])


class SentOn(Reason):
    """Why, and where the applicant has to go: one of the region's offices, or a text for one elsewhere."""

    office: LongText = Field("", description="Code or name of one of the region's offices.", examples=[""])
    where: LongText = Field(
        "", description="Office, address, telephone of one elsewhere.", examples=["广州市不动产登记中心"]
    )


class Answers(Shape):
    """Answers by field; an empty text takes an answer back."""

    answers: dict[Code, LongText] = Field(
        description="By field, such as `seller[0].phone`.", max_length=400, examples=[{"deal.price": "1050000.00"}]
    )


class Key(Shape):
    """What the register is asked for."""

    key: Text = Field(description="Such as a certificate number.", examples=["粤(2019)佛禅不动产权第0012345号"])


class Scan(Shape):
    """A file of a document."""

    name: Text = Field("", description="File name.", examples=["card.png"])
    content: str = Field(
        description="The bytes in base64: PDF, PNG or JPEG.",
        max_length=14_000_000,
        pattern=r"^[A-Za-z0-9+/=]*$",
        json_schema_extra={"contentEncoding": "base64"},
    )

    def opened(self, field: str) -> tuple[str, bytes]:
        """Return name and bytes. Raises BadInput naming `field`."""
        return self.name, opened(self.content, field)


class Document(Shape):
    """A document of the pile with its scans."""

    key: Code = Field(
        description="`code` or `code@holder` from the application's pile.", examples=["id_card@seller[0]"]
    )
    scans: list[Scan] = Field(default_factory=list, max_length=20)


class DocumentKey(Shape):
    """Which document is given back."""

    key: Code = Field(examples=["id_card@seller[0]"])


class WholeApplication(Shape):
    """Everything of an application in one call: it is kept as a whole or not at all."""

    bundle: Code = Field(examples=["house_sale"])
    parties: list[Party] = Field(min_length=1, max_length=40)
    answers: dict[Code, LongText] = Field(default_factory=dict, max_length=400)
    documents: list[Document] = Field(default_factory=list, max_length=100)
    accept: bool = Field(True, description="Accept at once; false keeps a draft.")


class Receipt(Shape):
    """What a citizen shows to be found."""

    receipt_no: Text = Field(examples=["440604-260302-0000001"])
    last_four: Annotated[str, Field(max_length=4, pattern=PLAIN)] = Field(
        description="Last four places of a party's document number.", examples=["001X"]
    )


class Person(Shape):
    """A person who is at the window."""

    document: DocumentType = Field(DocumentType.RESIDENT_ID, description="What `number` is.")
    number: Text = Field(description="Document number; kept sealed.", examples=["44010619800101001X"])
    name: Text = Field(examples=["张伟"])
    phone: Annotated[str, Field(max_length=30, pattern=PLAIN)] = ""
    corrects: bool = Field(False, description="Put this name on record in place of another one.")


class FurtherDocument(Shape):
    """Another document of somebody who is at the window."""

    document: DocumentType = Field(description="What `number` is.", examples=["hk_macao_permit"])
    number: Text = Field(description="Document number; kept sealed.", examples=["H00112233"])


class Opinion(Shape):
    """What the officer or checker writes."""

    opinion: LongText = Field("", examples=["材料齐全，符合登记要求。"])


class Refusal(Shape):
    """Why it is refused, and by which article."""

    reason: LongText = Field(examples=["申请人不是权利人。"])
    basis: LongText = Field(examples=["不动产登记暂行条例第二十二条"])


class Reassignment(Reason):
    """Who is to have the step, and why."""

    to: Annotated[int, Field(ge=1, le=2**31 - 1)] = Field(
        description="Number of a colleague, as listed under /cases/{case_id}/hands.", examples=[12]
    )


class Pause(Shape):
    """Why the limit stands still, and for about how long."""

    reason: Text = Field(description="Code of a reason that the matter's law gives.", examples=["hearing"])
    needed_days: Annotated[int, Field(ge=1, le=250)] = Field(description="Working days.", examples=[5])
    ground: LongText = Field(description="Printed in the notice.", examples=["依法听证。"])


class Finding(Shape):
    """What came of what the limit stood still for."""

    finding: LongText = Field(examples=["听证已结束。"])


class Ground(Shape):
    """Why the limit is extended; printed in the notice."""

    ground: LongText = Field(examples=["案情复杂。"])


class Withdrawal(Reason):
    """Why the applicants take their application back, and that all of them signed the request."""

    is_signed_by_all: bool = Field(examples=[True])


class Order(Shape):
    """The order of a court or a review body by which a case is decided anew."""

    by: Literal["court", "review"] = Field(examples=["court"])
    organ: Text = Field(examples=["禅城区人民法院"])
    document_no: Text = Field(examples=["（2026）粤0604行初12号"])
    issued_on: date = Field(examples=["2026-03-16"])
    arrived_on: date = Field(examples=["2026-03-18"])
    ordered: LongText = Field(examples=["撤销不予许可的决定，责令重新作出决定。"])
    until: date | None = Field(None, description="The day by which it wants the new decision, if it names one.")
    is_procedural: bool = Field(False, description="Quashed only for a breach of procedure (行政复议法 art 64(2)).")


class Slip(Shape):
    """An official error in a decision. `former` is given for `printed` only: the house knows the others."""

    what: Literal["result", "reason", "basis", "printed"] = Field(examples=["basis"])
    right: LongText = Field(examples=["行政许可法第三十八条第二款"])
    reason: LongText = Field(examples=["漏写了款。"])
    former: LongText = Field("", examples=["标牌"])


class HandOver(Refusal):
    """The department of the house that takes a case over, why, and by which article or rule on competence."""

    to: Code = Field(examples=["housing"])


class Transfer(Refusal):
    """The authority outside that has to decide a case, why, and by which article or rule on competence."""

    authority: Text = Field(examples=["南海区自然资源局"])
    address: Text = Field(
        "", description="May stay empty for an office of the region.", examples=["佛山市南海区示范路1号"]
    )
    phone: Annotated[str, Field(max_length=40, pattern=PLAIN)] = Field("", examples=["0757-00000099"])


class ReviewOpinion(Shape):
    """The opinion of the review below."""

    opinion: LongText = Field(examples=["经审查，建议准予。"])


class Change(Shape):
    """A change of a certificate that is asked for."""

    verb: Literal["renew", "reissue", "rectify", "deregister"] = Field(examples=["renew"])
    reason: LongText = Field(examples=["权利人申请"])
    basis: LongText = Field(examples=["不动产登记暂行条例第二十一条"])
    evidence: LongText = Field("", description="Of a reissue: where the loss was declared.")
    new_number: Text = Field("", description="Of a renewal or reissue: the register's new number, if it gave one.")
    changes: dict[Code, LongText] = Field(
        default_factory=dict, max_length=100, description="Of a correction: the right text by printed field."
    )
    ground: Annotated[str, Field(max_length=40, pattern=PLAIN)] = Field(
        "", description="Of the end of a licence: why, by 行政许可法 art 70.", examples=["body_ended"]
    )


class Intention(Shape):
    """What the holder of a licence is told of before it is decided (行政许可法 art 69, 8(2))."""

    verb: Literal["revoke", "recall"] = Field(examples=["revoke"])
    ground: Code = Field(examples=["unqualified"])
    law: LongText = Field("", description="The law and article that the ground means, where it names another.")
    reason: LongText = Field(examples=["现场核查查明，场所证明是伪造的。"])
    compensation: LongText = Field("", description="Of a recall: what is given for losses.")
    answer_days: int = Field(ge=0, le=1000, description="Working days to state her case, 5 to 60.", examples=[5])


class Statement(Shape):
    """What the holder states."""

    stated: LongText = Field(examples=["证明是房东给的。"])


class Revocation(Shape):
    """The decision to revoke."""

    opinion: LongText = Field("", description="Answers what the holder stated.")
    is_harmless: bool = Field(description="Examined: the public interest is not gravely harmed (art 69(3)).")


class Recollection(Shape):
    """The decision to recall."""

    interest: LongText = Field(description="The public interest that needs it.", examples=["该地段划为防洪通道。"])
    opinion: LongText = Field("", description="Answers what the holder stated.")


class Kept(Shape):
    """The decision to keep a licence that the holder was warned about."""

    because: Literal["not_found", "public_interest", "lenience"]
    reason: LongText = Field(examples=["经核查，材料属实。"])


class Renewal(Shape):
    """The holder's application for a longer validity."""

    reason: LongText = ""


class Denial(Shape):
    """The decision not to renew."""

    reason: LongText = Field(examples=["场所不再符合条件。"])
    basis: LongText = Field(examples=["食品安全法第三十三条"])


class Decided(Shape):
    """What the approver writes."""

    opinion: Annotated[str, Field(max_length=500, pattern=PLAIN)] = Field("", examples=["同意"])


class StepCode(Shape):
    """Which step."""

    code: Code = Field(examples=["assess"])


class Values(Shape):
    """The outcome of a step decided by hand, by element."""

    values: dict[Code, LongText] = Field(max_length=100, examples=[{"assessed_price": "1050000.00"}])


class Receiver(Shape):
    """Who collects."""

    receiver: Code = Field(description="A party's place.", examples=["buyer[0]"])


class Question(Shape):
    """A question to a decision table: the day, and the facts."""

    on: Annotated[str, Field(max_length=10, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")] = Field(
        description="The day asked for.", examples=["2026-03-02"]
    )
    facts: dict[Code, LongText | bool | Annotated[int, Field(ge=-(10**15), le=10**15)]] = Field(
        description="Facts by name; amounts as text.", max_length=100, examples=[{"price": "1050000.00"}]
    )


class EstimateAnswers(Shape):
    """Answers to an estimate's questions."""

    answers: dict[Code, Text] = Field(
        description="By the question's name, as text.",
        max_length=100,
        examples=[{"on": "2026-03-02", "price": "1050000"}],
    )


class Needs(Shape):
    """Who comes, and what is answered so far."""

    counts: dict[Code, Annotated[int, Field(ge=0, le=999)]] = Field(
        description="How many of each role.", max_length=40, examples=[{"seller": 1, "buyer": 1}]
    )
    answers: dict[Code, LongText] = Field(
        default_factory=dict, description="By field.", max_length=400, examples=[{"situation.by_agent": "no"}]
    )


class Prepared(Needs):
    """What is prepared at home for a bundle."""

    bundle: Code = Field(examples=["house_sale"])


class OwnDeadline(Receipt):
    """Which limit of one's own application is to be explained."""

    case_id: UUID
    which: Code = Field(description="`statutory`, `promised`, or the code of a step.", examples=["statutory"])


class HerWords(Shape):
    """What the applicant says who asks for a person; it may be empty."""

    words: LongText = Field("", examples=["请人工看一下。"])


class Rechecked(Shape):
    """What a check or a review of a decision by table found."""

    is_confirmed: bool = Field(description="Whether the decision was right.", examples=[True])
    opinion: LongText = Field(examples=["身份证上满六十周岁。"])


class OwnCase(Receipt):
    """Which of one's own cases is to be explained."""

    case_id: UUID


class OwnRequest(OwnCase):
    """For which of one's own cases a person is asked for; the words may be empty."""

    words: LongText = Field("", examples=["请人工看一下。"])


class Number(Shape):
    """A certificate number or an e-licence number."""

    number: Text = Field(min_length=1, examples=["粤(2026)佛禅不动产权第0000001号"])


class Token(Shape):
    """What stands in a QR, behind the last address part."""

    token: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9_\-]+$")] = Field(
        examples=["q2k1Yd0aTzZ8"]
    )


class File(Shape):
    """A file that somebody was given."""

    content: str = Field(
        description="The bytes in base64.",
        min_length=4,
        max_length=14_000_000,
        pattern=r"^[A-Za-z0-9+/=]*$",
        json_schema_extra={"contentEncoding": "base64"},
    )

    def opened(self) -> bytes:
        """Return the bytes. Raises BadInput."""
        return opened(self.content, "content")
