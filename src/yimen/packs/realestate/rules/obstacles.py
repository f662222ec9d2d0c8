"""What stands against a sale, by the register's record, the parties and the day. Told before acceptance. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from yimen.cases.rules.obstacles import ApplicationFacts, Obstacle, PartyFacts
from yimen.catalogue.rules.standards import Basis
from yimen.catalogue.states import Representation, Sure
from yimen.kernel.words import Words

CIVIL_CODE = date(2021, 1, 1)
TWO_THIRDS = Fraction(2, 3)
MAY_NOT_TRANSFER = "may_not"

_INHERITED = Basis(law="民法典", article="230", says="因继承取得物权的，自继承开始时发生效力", since=CIVIL_CODE)
_REGISTER_FIRST = Basis(
    law="民法典",
    article="232",
    says="处分依照本节规定享有的不动产物权，依照法律规定需要办理登记的，未经登记，不发生物权效力",
    since=CIVIL_CODE,
)
_HEIR_ALONE = Basis(law="不动产登记暂行条例", article="14", says="继承取得不动产权利的，可以由当事人单方申请")
_INHERITED_BEFORE = Basis(law="物权法", article="31", says="同前", until=date(2020, 12, 31), sure=Sure.GENERAL)
_WRITTEN = Basis(law="民法典", article="165", says="委托代理授权采用书面形式", since=CIVIL_CODE)
_REFUSES = Basis(law="不动产登记暂行条例", article="22", says="违反法律、行政法规规定的，不予登记")
_SEALED_LAW = Basis(
    law="城市房地产管理法", article="38", says="司法机关和行政机关依法裁定、决定查封的，不得转让", sure=Sure.GENERAL
)
_OBJECTION = Basis(
    law="不动产登记暂行条例实施细则", article="84", says="异议登记期间申请处分登记的，应当书面告知", sure=Sure.GENERAL
)
_APPLY_TOGETHER = Basis(law="不动产登记暂行条例", article="14", says="因买卖申请登记的，应当由当事人双方共同申请")
_CO_OWNERS = Basis(
    law="民法典",
    article="301",
    says="处分共有的不动产，应当经占份额三分之二以上的按份共有人或者全体共同共有人同意",
    since=CIVIL_CODE,
)
_CO_OWNERS_BEFORE = Basis(law="物权法", article="97", says="同前", until=date(2020, 12, 31), sure=Sure.GENERAL)
_MORTGAGE = Basis(
    law="民法典", article="406", says="抵押期间，抵押人可以转让抵押财产；当事人另有约定的，按照其约定", since=CIVIL_CODE
)
_MORTGAGE_BEFORE = Basis(
    law="物权法",
    article="191",
    says="抵押期间未经抵押权人同意，不得转让抵押财产",
    until=date(2020, 12, 31),
    sure=Sure.GENERAL,
)


def obstacles(facts: ApplicationFacts) -> list[Obstacle]:
    """Return everything that stands against the sale on its day; `facts.found` is the register's record."""
    found: Mapping[str, Any] = facts.found
    told = [*_died(facts), *_agent(facts)]
    return (
        told
        if not found
        else [*told, *_state(found), *_owners(facts, found), *_mortgages(found, facts.on), *_use(found)]
    )


def _died(facts: ApplicationFacts) -> list[Obstacle]:
    """An owner who has died sells nothing: the heirs are entered first, then they sell."""
    if facts.answers.get("situation.owner_died") != "yes":
        return []
    words = Words(
        "登记簿上的权利人已去世，现在不能买卖过户。请继承人先到不动产登记窗口办理继承转移登记，"
        "登记到继承人名下后再来卖；去世前出具的授权委托书一般也不能再用。",
        "An owner in the register has died, so the house cannot be sold now. The heirs first register the inheritance "
        "at the registry's window and sell as owners; a power of attorney given before the death mostly ends with it.",
    )
    basis = (_INHERITED, _REGISTER_FIRST, _INHERITED_BEFORE, _HEIR_ALONE)
    return [Obstacle("owner_died", words, tuple(b for b in basis if b.holds_on(facts.on)))]


def _agent(facts: ApplicationFacts) -> list[Obstacle]:
    """The form says that an agent acts, and none was put on record."""
    if facts.answers.get("situation.by_agent") != "yes":
        return []
    if any(p.acting and p.acting.kind is Representation.AGENT for p in facts.parties):
        return []
    words = Words(
        "表格里答了“由代理人代办”，还没有登记代理人。请在被代理的当事人下面登记代理人，或把答案改成“否”。",
        "The form says that an agent acts, but none is on record: add the agent below the party, or answer “no”.",
    )
    return [Obstacle("no_agent", words, (_WRITTEN,))]


def _state(found: Mapping[str, Any]) -> list[Obstacle]:
    told = []
    if found.get("is_sealed"):
        words = Words(
            "房屋已被查封，不能买卖过户。请先到作出查封的法院或机关解除查封。",
            "The house is sealed and cannot be transferred. The court or body that sealed it must lift the seal first.",
        )
        told.append(Obstacle("sealed", words, (_SEALED_LAW, _REFUSES)))
    if found.get("has_objection"):
        words = Words(
            "登记簿上有异议登记。买方须书面承诺知悉并自担风险后才能继续办理登记。",
            "An objection stands in the register. The buyer must declare in writing that she knows and bears the risk.",
        )
        told.append(Obstacle("objection", words, (_OBJECTION,), is_blocking=False))
    return told


def _owners(facts: ApplicationFacts, found: Mapping[str, Any]) -> list[Obstacle]:
    owners: list[Mapping[str, Any]] = found.get("owners", [])
    sellers = [p for p in facts.parties if p.role == "seller"]
    if not sellers:
        return []
    known = {str(o["number"]) for o in owners}
    numbers = {number for p in sellers for number in (p.number, *p.numbers)}
    told = [
        Obstacle(f"not_owner_{party.place}", _not_owner(party), (_APPLY_TOGETHER,))
        for party in sellers
        if known.isdisjoint((party.number, *party.numbers))
    ]
    missing = [o for o in owners if str(o["number"]) not in numbers]
    if missing and not told and not _may_dispose(found, owners, numbers):
        names = "、".join(str(o["name"]) for o in missing)
        words = Words(
            f"共有人{names}没有到场签字。共同共有须全体、按份共有须三分之二以上份额的共有人同意。",
            f"The co-owner {names} has not signed. Joint owners must all agree, owners by shares by two thirds.",
        )
        basis = tuple(b for b in (_CO_OWNERS, _CO_OWNERS_BEFORE) if b.holds_on(facts.on))
        told.append(Obstacle("co_owner", words, basis))
    return told


def _not_owner(party: PartyFacts) -> Words:
    zh = f"卖方{party.name}不是登记簿上的权利人，不能出售这套房。"
    en = f"The seller {party.name} is not the owner in the register and cannot sell this house."
    if party.document != "resident_id":
        zh += "登记簿按登记时的证件号记载：如果当时用的是别的证件，请补登那个证件。"
        en += " The register knows owners by the document of that time: if it was another one, add that document."
    return Words(zh, en)


def _may_dispose(found: Mapping[str, Any], owners: list[Mapping[str, Any]], numbers: Collection[str]) -> bool:
    if found.get("ownership") != "shares":
        return False
    agreed = sum((Fraction(str(o["share"])) for o in owners if str(o["number"]) in numbers), Fraction(0))
    return agreed >= TWO_THIRDS


def _mortgages(found: Mapping[str, Any], on: date) -> list[Obstacle]:
    told = []
    for mortgage in found.get("mortgages", []):
        holder = str(mortgage["holder"])
        if on < CIVIL_CODE or mortgage["agreement"] == MAY_NOT_TRANSFER:
            basis = _MORTGAGE if on >= CIVIL_CODE else _MORTGAGE_BEFORE
            words = Words(
                f"房屋抵押给{holder}，现在不得转让。请先还清，或取得抵押权人的书面同意。",
                f"The house is mortgaged to {holder} and may not be transferred. Repay, or bring its written consent.",
            )
            told.append(Obstacle(f"mortgage_{mortgage['number']}", words, (basis,)))
        else:
            words = Words(
                f"房屋抵押给{holder}，可以转让，抵押权不受影响，随房转移。请确认买方知悉。",
                f"The house is mortgaged to {holder}. It may be sold; the mortgage follows it. The buyer must know.",
            )
            told.append(Obstacle(f"mortgage_{mortgage['number']}", words, (_MORTGAGE,), is_blocking=False))
    return told


def _use(found: Mapping[str, Any]) -> list[Obstacle]:
    if found.get("use", "residence") == "residence":
        return []
    words = Words(
        "这不是住宅。本套餐只办住宅买卖，非住宅的税费请到税务窗口核算。",
        "This is no residence. Only residences are sold here; ask at the tax window.",
    )
    return [Obstacle("use", words, (Basis(law="本事项受理标准", says="只办住宅"),))]
