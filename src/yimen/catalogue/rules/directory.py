"""The lines of a district's directory of matters: read from a file, each with its flaws noted on it. Pure.

A flaw never keeps a line out: the office has the matter, whatever is wrong with its record. What cannot be read at
all is refused with the number of the line.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import msgspec

from yimen.catalogue.rules.codes import MatterCode, code_flaw, parse_code
from yimen.catalogue.states import MATTER_TYPES, Flaw
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words

LONGEST_LINE = 64 * 1024
MOST_LINES = 200_000
LONGEST = {
    "department": 80,
    "group": 200,
    "name": 400,
    "item_code": 60,
    "area_code": 12,
    "task_type": 2,
    "dept_code": 40,
}
_FILLER = re.compile(r"^(.)\1+$")
_LEVEL = re.compile(r"[（(][^（）()]*(?:国家|省|市|州|县|区|乡|镇)级(?!权限)[^（）()]*[）)]")
_PLAIN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff0-9A-Za-z、，。；：（）()《》“”‘’·/—%+-]*")
_ESCAPES = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\ufeff\\]")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One matter as the directory has it, as text. Further columns are kept out: they are not known."""

    department: str
    group: str
    name: str
    item_code: str
    area_code: str
    task_type: str
    dept_code: str

    @property
    def matter_type(self) -> str:
        """Return the type as two digits (GB/T 39046 A.1); what is no type counts as `10`, other matters."""
        return kind if (kind := self.task_type.strip().zfill(2)) in MATTER_TYPES else "10"

    @property
    def plain_name(self) -> str:
        """Return the name as pages show it: outer blanks and invisible characters gone; nothing else is touched."""
        return " ".join(_ESCAPES.sub("", self.name).split())

    @property
    def digest(self) -> str:
        """Return what tells whether the line has changed."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()


@dataclass(frozen=True, slots=True)
class Noted:
    """A line with its code in parts and its flaws: what, and the words that show it."""

    line: Line
    code: MatterCode
    flaws: Mapping[Flaw, str]


def read_lines(file: BinaryIO) -> list[Line]:
    """Return the lines of a JSONL file. Raises BadInput with the line's number at the first that cannot be read.

    No more than 64 KB are read before a line must have ended, so that no file fills the memory.
    """
    lines: list[Line] = []
    seen: dict[str, int] = {}
    for number, raw in _raw(file):
        line = _line(raw, number)
        if line.item_code in seen:
            raise _wrong(
                number,
                f"事项编码“{line.item_code}”和第{seen[line.item_code]}行重复",
                f'the item_code "{line.item_code}" stands on line {seen[line.item_code]} already',
            )
        seen[line.item_code] = number
        lines.append(line)
    if not lines:
        raise BadInput(Words("文件里没有一行事项。", "There is no matter in the file."))
    return lines


def _raw(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            raise _wrong(number, f"这一行超过{LONGEST_LINE // 1024}KB", f"it is longer than {LONGEST_LINE // 1024} KB")
        if number > MOST_LINES:
            raise _wrong(number, f"超过{MOST_LINES}行", f"there are more than {MOST_LINES} lines")
        if raw.strip():
            yield number, raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw


def _line(raw: bytes, number: int) -> Line:
    try:
        text = raw.decode("utf-8")
        pairs = _pairs(text, number)
        line = msgspec.convert(pairs, Line)
    except UnicodeDecodeError:
        raise _wrong(number, "不是UTF-8编码", "it is not UTF-8") from None
    except msgspec.ValidationError as error:
        raise _wrong(number, f"内容不对：{error}", str(error)) from None
    for column, longest in LONGEST.items():
        value = getattr(line, column)
        if len(value) > longest or not _is_text(value):
            raise _wrong(
                number, f"“{column}”超过{longest}个字或者不是文字", f'"{column}" is no text of {longest} places'
            )
        if column in ("department", "name", "item_code") and not value.strip():
            raise _wrong(number, f"“{column}”是空的", f'"{column}" is empty')
    if not re.fullmatch(r"[0-9A-Za-z_.\-]+", line.item_code):
        raise _wrong(number, "“item_code”只能有数字、字母和横线", 'an "item_code" has digits, letters and hyphens only')
    return line


def _is_text(value: str) -> bool:
    """No NUL, which no database keeps, and no half of a character."""
    return "\0" not in value and not any("\ud800" <= c <= "\udfff" for c in value)


def _pairs(text: str, number: int) -> dict[str, Any]:
    """The columns of a line; one that stands there twice could mean either."""
    import json

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        twice = [k for k, n in Counter(k for k, _ in pairs).items() if n > 1]
        if twice:
            raise _wrong(number, f"“{twice[0]}”出现两次", f'"{twice[0]}" stands there twice')
        return dict(pairs)

    try:
        found = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError):
        raise _wrong(number, "不是一个JSON对象", "it is no JSON object") from None
    if not isinstance(found, dict):
        raise _wrong(number, "不是一个JSON对象", "it is no JSON object")
    return found


def _wrong(number: int, zh: str, en: str) -> BadInput:
    return BadInput(
        Words(f"第{number}行：{zh}。什么都没有写入。", f"Line {number}: {en}. Nothing was written."),
        {f"line {number}": [Words(zh, en)]},
    )


def noted(lines: Sequence[Line]) -> list[Noted]:
    """Return every line with its flaws; some show only beside the others (names that stand twice, several bodies)."""
    names = Counter((line.department, line.plain_name) for line in lines)
    bodies: dict[str, set[str]] = {}
    for line in lines:
        bodies.setdefault(line.department, set()).add(line.dept_code)
    return [_noted(line, names[line.department, line.plain_name], len(bodies[line.department])) for line in lines]


def _noted(line: Line, namesakes: int, bodies: int) -> Noted:
    code = parse_code(line.item_code)
    found = {**_of_code(line, code), **_of_name(line)}
    if namesakes > 1:
        found[Flaw.NAME_TWICE] = str(namesakes)
    if bodies > 1:
        found[Flaw.SEVERAL_BODIES] = str(bodies)
    if not line.group.strip():
        found[Flaw.NO_GROUP] = ""
    if line.task_type != line.matter_type:
        found[Flaw.TYPE_SHORT if line.task_type.zfill(2) in MATTER_TYPES else Flaw.TYPE_UNKNOWN] = line.task_type
    if not re.fullmatch(r"\d{12}", line.area_code):
        found[Flaw.AREA] = line.area_code
    return Noted(line, code, found)


def _of_code(line: Line, code: MatterCode) -> dict[Flaw, str]:
    found: dict[Flaw, str] = {}
    if not code.is_known:
        found[Flaw.CODE_LAYOUT] = line.item_code
    if code.area and code.area != line.area_code:
        found[Flaw.AREA_DIFFERS] = code.area
    if code.body and (flaw := code_flaw(code.body)):
        found[_BODY[flaw]] = code.body
    if flaw := code_flaw(line.dept_code):
        found[_DEPARTMENT[flaw]] = line.dept_code
    if code.body and line.dept_code.replace("-", "").upper() not in code.body.upper():
        found[Flaw.BODY_DIFFERS] = f"{line.dept_code} ≠ {code.body}"
    digits = line.item_code.rpartition("-")[2]
    if len(digits) > 2 and _FILLER.match(digits):
        found[Flaw.CODE_FILLER] = digits
    return found


_BODY = {
    "credit_check": Flaw.BODY_CHECK,
    "organisation_check": Flaw.BODY_CHECK,
    "length": Flaw.BODY_LENGTH,
    "lower_case": Flaw.BODY_LOWER_CASE,
}
_DEPARTMENT = {
    "credit_check": Flaw.DEPT_CHECK,
    "organisation_check": Flaw.DEPT_CHECK,
    "length": Flaw.DEPT_LENGTH,
    "lower_case": Flaw.DEPT_LOWER_CASE,
}


def _of_name(line: Line) -> dict[Flaw, str]:
    found: dict[Flaw, str] = {}
    name = line.name
    if name != line.plain_name:
        found[Flaw.NAME_BLANKS] = repr(name)
    odd = sorted({c for c in name if not _PLAIN.fullmatch(c) and not c.isspace()})
    if odd:
        wide = [c for c in odd if unicodedata.normalize("NFKC", c) != c]
        found[Flaw.NAME_ODD] = "".join(odd)
        if wide:
            found[Flaw.NAME_WIDE] = "".join(wide)
    if "(" in name or ")" in name:
        found[Flaw.NAME_BRACKETS] = "()"
    if name.count("（") + name.count("(") != name.count("）") + name.count(")"):
        found[Flaw.NAME_UNBALANCED] = name
    if level := _LEVEL.search(name):
        found[Flaw.NAME_LEVEL] = level[0]
    if len(name) > 80:
        found[Flaw.NAME_LONG] = str(len(name))
    return found


def counted(lines: Iterable[Noted]) -> dict[str, int]:
    """Return how many lines have each flaw, in the order of the flaws."""
    found = Counter(flaw for line in lines for flaw in line.flaws)
    return {flaw: found[flaw] for flaw in Flaw if found[flaw]}
