"""What a correction notice rests on in law: the matter's own text, or the Licensing Law for what is a licence. Pure.

The Licensing Law binds licences only (行政许可法 art 2, 3): for anything else nothing but the matter's own text counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from yimen.catalogue.rules.generic import LICENCE
from yimen.catalogue.rules.standards import Acceptance, Basis

_LICENSING = Basis(
    law="行政许可法",
    article="32(1)4",
    says="申请材料不齐全或者不符合法定形式的，应当当场或者在五日内一次告知申请人需要补正的全部内容",
)
_ARTICLE = re.compile(r"(\d+)(?:\((\d+)\)(\d+)?)?")
_FIGURES = "零一二三四五六七八九"


def correction_basis(acceptances: Sequence[Acceptance], on: date) -> tuple[Basis, ...]:
    """Return the citations of one notice about these matters on a day, each once; empty when no text names any."""
    found: dict[Basis, None] = {}
    for acceptance in acceptances:
        own = () if isinstance(acceptance.correction, msgspec.UnsetType) else acceptance.correction
        holding = [basis for basis in own if basis.holds_on(on)]
        if not holding and acceptance.type == LICENCE:
            holding = [_LICENSING]
        found |= dict.fromkeys(holding)
    return tuple(found)


def cited(basis: Basis) -> str:
    """Return a citation as papers print it, in Chinese as the law is.

    >>> cited(Basis(law="不动产登记暂行条例", article="17(1)3")), cited(Basis(law="契税法", article="11"))
    ('《不动产登记暂行条例》第十七条第一款第三项', '《契税法》第十一条')
    """
    found = _ARTICLE.fullmatch(basis.article)
    if found is None:
        return f"《{basis.law}》{basis.article}"
    parts = zip(found.groups(), "条款项", strict=True)
    return f"《{basis.law}》" + "".join(f"第{_in_chinese(int(n))}{unit}" for n, unit in parts if n)


def _in_chinese(number: int) -> str:
    """Return a number below a thousand as statutes write it.

    >>> [_in_chinese(n) for n in (3, 10, 17, 32, 105, 209)]
    ['三', '十', '十七', '三十二', '一百零五', '二百零九']
    """
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_FIGURES[hundreds]}百" if hundreds else ""
    said += "零" if hundreds and not tens and ones else ""
    said += ("" if tens == 1 and not hundreds else _FIGURES[tens]) + "十" if tens else ""
    return said + (_FIGURES[ones] if ones or not number else "")
