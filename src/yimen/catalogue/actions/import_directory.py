"""Import a district's directory of matters (导入目录): every line lands with its flaws, in one transaction.

Again with the same file changes nothing and writes nothing. A changed line gets a new version and keeps the old
one; a line that has vanished is marked, never deleted, and cannot be opened any more. Each line's standards are
published with it. Law: 行政许可法 art 30 (what is asked is published beforehand); 国办函〔2016〕108号 (目录清单:
new version after each change).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from django.db import transaction

from yimen.catalogue import reads
from yimen.catalogue.actions.inside.generic import Standards, elements_missing, publish_generic, withdraw
from yimen.catalogue.models import Directory, DirectoryLine, DirectoryLineVersion
from yimen.catalogue.rules.directory import Line, Noted, counted, noted
from yimen.catalogue.rules.generic import Exceptions, entry_of, standard_digest, unknown_codes
from yimen.catalogue.rules.offices import document_word, english_name, office_code, office_credit_code
from yimen.catalogue.rules.search import sounds_of
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.people.actions.set_up_departments import set_up_departments
from yimen.people.rules.profile import DepartmentText

_COLUMNS = (
    *("version", "text", "digest", "department", "group", "name", "type", "parts", "flaws", "sounds", "entry"),
    *("standard_digest", "changed_at", "vanished_at"),
)


@dataclass(frozen=True)
class Imported:
    """What an import did: lines by what became of them, flaws by how many lines have them, the directory's version."""

    region: str
    version: int
    lines: int
    new: int
    changed: int
    returned: int
    vanished: int
    noted_anew: int
    published: int
    departments: int
    departments_changed: int
    entries: Mapping[str, int]
    flaws: Mapping[str, int]
    without_flaw: int
    offices: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        """Return whether anything was written."""
        lines = self.new + self.changed + self.returned + self.vanished + self.noted_anew
        return lines + self.departments_changed > 0


@dataclass
class _Found:
    """What is to be written."""

    new: list[DirectoryLine] = field(default_factory=list)
    changed: list[DirectoryLine] = field(default_factory=list)
    touched: list[DirectoryLine] = field(default_factory=list)
    returned: list[DirectoryLine] = field(default_factory=list)
    versions: list[DirectoryLineVersion] = field(default_factory=list)
    publish: list[Standards] = field(default_factory=list)


def import_directory(*, lines: Sequence[Line], region: str, exceptions: Exceptions, actor: Actor) -> Imported:
    """Return what the import did.

    Raises BadInput and writes nothing when the file or its exceptions cannot be taken.
    """
    strange = unknown_codes(exceptions, lines)
    if strange:
        raise BadInput(
            Words(
                f"例外文件里的编码目录里没有：{'、'.join(strange)}。什么都没有写入。",
                f"The exceptions name codes that the directory lacks: {', '.join(strange)}. Nothing was written.",
            )
        )
    now = clock.now()
    with transaction.atomic():
        directory = Directory.objects.select_for_update().filter(pk=region).first()
        _not_of_others(lines, region)
        offices, offices_changed = _offices(lines, region, actor)
        found, known = _Found(), {row.code: row for row in DirectoryLine.objects.filter(region=region)}
        all_noted = noted(lines)
        for one in all_noted:
            _compare(found, known.get(one.line.item_code), one, offices, exceptions, region, now)
        version = directory.version if directory else 0
        codes = {line.item_code for line in lines}
        vanished = [row for row in known.values() if row.code not in codes and row.vanished_at is None]
        if _write(found, vanished, region, version + 1, now) or offices_changed:
            version += 1
            _raise_version(directory, region, version, now)
    reads.forget()
    entries: dict[str, int] = defaultdict(int)
    for line in lines:
        entries[entry_of(line, exceptions).kind] += 1
    return Imported(
        region=region,
        version=version,
        lines=len(lines),
        new=len(found.new),
        changed=len(found.changed),
        returned=len(found.returned),
        vanished=len(vanished),
        noted_anew=len(found.touched),
        published=len(found.publish),
        departments=len(offices),
        departments_changed=offices_changed,
        entries=dict(entries),
        flaws=counted(all_noted),
        without_flaw=sum(not one.flaws for one in all_noted),
        offices=tuple(sorted(offices.values())),
    )


def _not_of_others(lines: Sequence[Line], region: str) -> None:
    """A code belongs to one region of the node: its standards are published under it."""
    codes = [line.item_code for line in lines]
    other = DirectoryLine.objects.filter(code__in=codes, vanished_at__isnull=True).exclude(region=region).first()
    if other is not None:
        raise BadInput(
            Words(
                f"编码“{other.code}”已经在区域{other.region}的目录里。什么都没有写入。",
                f'The code "{other.code}" is in the directory of region {other.region} already. Nothing was written.',
            )
        )


def _offices(lines: Sequence[Line], region: str, actor: Actor) -> tuple[dict[str, str], int]:
    """Return department → office code, set up; two names that sound the same get a number."""
    by_name: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_name[line.department].append(line)
    codes: dict[str, str] = {}
    for name in sorted(by_name):
        code, n = office_code(name), 1
        while code in codes.values():
            n += 1
            code = f"{office_code(name)[:37]}-{n}"
        codes[name] = code
    texts = [
        DepartmentText(
            code=codes[name],
            name=Words(name, english_name(name)),
            credit_code=office_credit_code(own),
            document_word=document_word(name),
        )
        for name, own in by_name.items()
    ]
    return codes, set_up_departments(departments=texts, region=region, actor=actor)


def _compare(
    found: _Found,
    row: DirectoryLine | None,
    one: Noted,
    offices: Mapping[str, str],
    exceptions: Exceptions,
    region: str,
    now: datetime,
) -> None:
    line, office = one.line, offices[one.line.department]
    entry, guide = entry_of(line, exceptions), exceptions.guides.get(line.item_code)
    wanted = standard_digest(line, office, entry, guide)
    is_new, is_back = row is None, row is not None and row.vanished_at is not None
    row = row or DirectoryLine(region=region, code=line.item_code, version=0, digest="", standard_digest="")
    is_other = row.digest != line.digest
    flaws = {str(flaw): words for flaw, words in one.flaws.items()}
    if not (is_other or is_back or row.standard_digest != wanted or row.flaws != flaws):
        return
    if is_other or is_back:
        row.version, row.changed_at, row.vanished_at = row.version + 1, now, None
        found.versions.append(_version(row, line, flaws, now))
    if row.standard_digest != wanted or is_back:
        found.publish.append(Standards(line, office, entry, guide))
    _fill(row, one, office, flaws)
    row.entry, row.standard_digest = entry.kind, wanted
    (found.new if is_new else found.returned if is_back else found.changed if is_other else found.touched).append(row)


def _fill(row: DirectoryLine, one: Noted, office: str, flaws: Mapping[str, str]) -> None:
    line, code = one.line, one.code
    if row.name != line.plain_name:
        row.sounds = sounds_of(line.plain_name)
    row.text, row.digest = msgspec.to_builtins(line), line.digest
    row.department, row.group, row.name, row.type = office, line.group.strip(), line.plain_name, line.matter_type
    row.parts = {"layout": code.layout, "catalogue": code.catalogue, "area": code.area, "body": code.body}
    row.parts |= {"level": code.level, "item": code.item}
    row.flaws = dict(flaws)


def _version(row: DirectoryLine, line: Line, flaws: Mapping[str, str], now: datetime) -> DirectoryLineVersion:
    text = msgspec.to_builtins(line)
    return DirectoryLineVersion(
        line=row, version=row.version, text=text, flaws=dict(flaws), digest=line.digest, since_at=now
    )


def _write(found: _Found, vanished: Sequence[DirectoryLine], region: str, version: int, now: datetime) -> bool:
    rows = [*found.changed, *found.returned, *found.touched]
    if not (found.new or rows or vanished):
        return False
    DirectoryLine.objects.bulk_create(found.new, batch_size=500)
    if rows:
        DirectoryLine.objects.bulk_update(rows, _COLUMNS, batch_size=200)
    DirectoryLineVersion.objects.bulk_create(found.versions, batch_size=500)
    if vanished:
        DirectoryLine.objects.filter(pk__in=[row.pk for row in vanished]).update(vanished_at=now)
        withdraw([row.code for row in vanished])
    elements_missing()
    publish_generic(found.publish, region, f"d{version}", now)
    return True


def _raise_version(directory: Directory | None, region: str, version: int, now: datetime) -> None:
    if directory is None:
        Directory.objects.create(region=region, version=version, imported_at=now)
    else:
        Directory.objects.filter(pk=region).update(version=version, imported_at=now)
