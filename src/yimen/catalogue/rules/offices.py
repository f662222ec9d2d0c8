"""Departments of a directory as offices of the node: their codes, English names and document words. Pure.

A directory names a department by its short name (区人社局). The table below holds the usual short names of
departments of a district's government [general knowledge, not verified]; one that is not there keeps its name in
pinyin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pypinyin import lazy_pinyin

from yimen.catalogue.rules.codes import is_credit_code, parse_code
from yimen.catalogue.rules.directory import Line

_PLACE = ("市", "区", "县")
_NAMES = {
    "行政审批局": "Administrative Approval Bureau",
    "人社局": "Human Resources and Social Security Bureau",
    "交通运输局": "Transport Bureau",
    "税务局": "Tax Bureau",
    "住建局": "Housing and Construction Bureau",
    "自然资源和规划局": "Natural Resources and Planning Bureau",
    "公安分局": "Public Security Bureau",
    "医疗保障局": "Healthcare Security Bureau",
    "文广旅局": "Culture, Broadcasting and Tourism Bureau",
    "教科体局": "Education, Science and Sports Bureau",
    "农业农村局": "Agriculture and Rural Affairs Bureau",
    "司法局": "Justice Bureau",
    "卫健局": "Health Bureau",
    "民政局": "Civil Affairs Bureau",
    "市监局": "Market Supervision Bureau",
    "林业局": "Forestry Bureau",
    "生态环境局": "Ecology and Environment Bureau",
    "残联": "Disabled Persons' Federation",
    "水务局": "Water Bureau",
    "应急管理局": "Emergency Management Bureau",
    "政府办": "Government Office",
    "烟草专卖局": "Tobacco Monopoly Bureau",
    "气象局": "Meteorological Bureau",
    "退役军人事务局": "Veterans Affairs Bureau",
    "财政局": "Finance Bureau",
    "委办": "Party Committee Office",
    "综合执法局": "Law Enforcement Bureau",
    "发改局": "Development and Reform Bureau",
    "公管办": "Public Resources Trading Office",
    "商务局": "Commerce Bureau",
    "委统战部": "United Front Work Department",
    "经信局": "Economy and Information Technology Bureau",
    "消防大队": "Fire and Rescue Brigade",
    "统计局": "Statistics Bureau",
}


def office_code(name: str) -> str:
    """Return a department's code within the node, from its name's pinyin.

    >>> office_code("区人社局")
    'dir-qurensheju'
    """
    spelt = "".join(c for c in "".join(lazy_pinyin(name)).lower() if c.isascii() and c.isalnum())
    return f"dir-{spelt}"[:40]


def english_name(name: str) -> str:
    """Return a department's English name.

    >>> english_name("区残联"), english_name("区某某办")
    ("Disabled Persons' Federation", 'Qumoumouban')
    """
    for short, english in _NAMES.items():
        before = name.removesuffix(short)
        if before != name and (not before or before.endswith(_PLACE)):
            return english
    return "".join(lazy_pinyin(name)).capitalize()


def document_word(name: str) -> str:
    """Return the word that begins the numbers of a department's documents: its name without the office it is.

    >>> document_word("区行政审批局")
    '行政审批'
    """
    bare = name.removeprefix("区").removeprefix("县").removesuffix("局")
    return (bare or name)[:20]


def office_credit_code(lines: Iterable[Line]) -> str:
    """Return the credit code that most lines of a department name and whose check is right; empty when none is."""
    found: Counter[str] = Counter()
    for line in lines:
        found.update({code for code in (line.dept_code, parse_code(line.item_code).body) if is_credit_code(code)})
    return found.most_common(1)[0][0] if found else ""
