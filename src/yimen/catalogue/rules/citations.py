"""Laws and articles as Chinese papers and pages write them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

_ARTICLE = re.compile(r"(\d+)(?:\((\d+)\)(\d+)?)?")
_FIGURES = "零一二三四五六七八九"


def cited(law: str, article: str, number: Callable[[int], str] = str) -> str:
    """Return a citation: law, article, paragraph and item; `number` writes the figures. Another text stays as it is.

    >>> cited("行政许可法", "42(1)"), cited("行政许可法", "32(1)4"), cited("行政许可法", "45")
    ('《行政许可法》第42条第1款', '《行政许可法》第32条第1款第4项', '《行政许可法》第45条')
    >>> cited("不动产登记暂行条例", "17(1)3", in_chinese), cited("契税法", "11", in_chinese)
    ('《不动产登记暂行条例》第十七条第一款第三项', '《契税法》第十一条')
    """
    found = _ARTICLE.fullmatch(article)
    if found is None:
        return f"《{law}》{article}"
    parts = zip(found.groups(), "条款项", strict=True)
    return f"《{law}》" + "".join(f"第{number(int(n))}{unit}" for n, unit in parts if n)


def in_chinese(number: int) -> str:
    """Return a number below a thousand as statutes write it.

    >>> [in_chinese(n) for n in (3, 10, 17, 32, 105, 209)]
    ['三', '十', '十七', '三十二', '一百零五', '二百零九']
    """
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_FIGURES[hundreds]}百" if hundreds else ""
    said += "零" if hundreds and not tens and ones else ""
    said += ("" if tens == 1 and not hundreds else _FIGURES[tens]) + "十" if tens else ""
    return said + (_FIGURES[ones] if ones or not number else "")
