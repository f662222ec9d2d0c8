"""Publish the text of the installed packs: elements, matters, bundles. Again with the same text changes nothing.

A version once published never changes: other text under the same version is refused. Law: 行政许可法 art 30 (what is
asked is
published beforehand).
"""

from __future__ import annotations

from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import yaml
from django.db import transaction

from yimen.catalogue import reads
from yimen.catalogue.models import BundleVersion, ElementRow, MatterVersion
from yimen.catalogue.rules.by_table import with_tables
from yimen.catalogue.rules.standards import Acceptance, Bundle, Dictionary, Process, read
from yimen.catalogue.rules.table_text import load_table
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.registry import Pack
from yimen.kernel.words import Words


def publish(*, pack: Pack, region: str, actor: Actor) -> None:  # noqa: ARG001
    """Publish one pack's text for a region. Raises BadInput naming the file when the text is wrong."""
    with transaction.atomic():
        _elements(pack)
        for folder in _entries(pack.folder / "matters"):
            _matter(folder, region, Path(str(pack.folder)) / "tables")
        for file in _entries(pack.folder / "bundles"):
            _bundle(file)
    reads.forget()


def _elements(pack: Pack) -> None:
    dictionary: Dictionary = read(Dictionary, _yaml(pack.folder / "elements.yaml"), f"{pack.code}/elements.yaml")
    for name, element in dictionary.elements.items():
        ElementRow.objects.update_or_create(
            name=name, defaults={"pack": pack.code, "text": msgspec.to_builtins(element)}
        )


def _matter(folder: Traversable, region: str, tables: Path) -> None:
    acceptance: Acceptance = read(Acceptance, _yaml(folder / "acceptance.yaml"), f"{folder.name}/acceptance.yaml")
    process: Process = read(Process, _yaml(folder / "process.yaml"), f"{folder.name}/process.yaml")
    if (acceptance.matter, acceptance.version) != (process.matter, process.version):
        raise BadInput(
            Words(
                f"{folder.name}：两个标准的事项或版本不一致。",
                f"{folder.name}: the two standards differ in matter or version.",
            )
        )
    process = with_tables(acceptance, process, lambda code: load_table(tables / f"{code}.yaml"))
    text = {"acceptance": msgspec.to_builtins(acceptance), "process": msgspec.to_builtins(process)}
    known = MatterVersion.objects.filter(matter=acceptance.matter, version=acceptance.version).first()
    if known is not None:
        _same(known.digest, text, f"{acceptance.matter} {acceptance.version}")
        return
    MatterVersion.objects.filter(matter=acceptance.matter, is_current=True).update(is_current=False)
    MatterVersion.objects.create(
        matter=acceptance.matter,
        version=acceptance.version,
        department=acceptance.department,
        region=region,
        valid_from=acceptance.valid_from,
        digest=_digest(text),
        **text,
    )


def _bundle(file: Traversable) -> None:
    bundle: Bundle = read(Bundle, _yaml(file), file.name)
    current = dict(MatterVersion.objects.filter(is_current=True).values_list("matter", "id"))
    lacking = [m for m in bundle.matters if m not in current]
    if lacking:
        raise BadInput(
            Words(f"{file.name}：没有这些事项：{'、'.join(lacking)}", f"{file.name}: no such matters: {lacking}")
        )
    versions: dict[str, UUID] = {m: current[m] for m in bundle.matters}
    text = {"bundle": msgspec.to_builtins(bundle), "versions": {m: str(v) for m, v in versions.items()}}
    known = BundleVersion.objects.filter(bundle=bundle.bundle, version=bundle.version).first()
    if known is not None:
        _same(known.digest, text, f"{bundle.bundle} {bundle.version}")
        return
    BundleVersion.objects.filter(bundle=bundle.bundle, is_current=True).update(is_current=False)
    BundleVersion.objects.create(bundle=bundle.bundle, version=bundle.version, text=text, digest=_digest(text))


def _same(digest: str, text: Any, what: str) -> None:
    if digest != _digest(text):
        raise BadInput(
            Words(
                f"{what} 已经发布，内容不能再改；请提高版本号。",
                f"{what} is published and cannot change; raise its version.",
            )
        )


def _digest(text: Any) -> str:
    return sha256(msgspec.json.encode(text, order="deterministic")).hexdigest()


def _entries(folder: Traversable) -> list[Traversable]:
    entries = [e for e in folder.iterdir() if not e.name.startswith(("_", "."))] if folder.is_dir() else []
    return sorted(entries, key=lambda e: e.name)


def _yaml(file: Traversable) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))
