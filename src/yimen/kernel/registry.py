"""The packs that are installed, found by entry point. Doors and rooms find a pack here and never import one.

A pack's description is light: what needs Django or a department's protocol is named as `module:NAME` and imported on
use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from yimen.kernel.words import Words

GROUP = "yimen.packs"


@dataclass(frozen=True)
class Pack:
    """What one field of government adds: mostly text. A pack cannot name a state of a case.

    `folder` holds `elements.yaml`, `bundles/*.yaml`, `matters/<code>/{acceptance,process}.yaml`, `tables/*.yaml` and
    `templates/*.typ`. `rules` names a mapping of the pure functions that the text names; `connectors`, `queries` and
    `receivers` name what speaks to departments' systems; `estimates` the forms of estimates offered to everybody.
    """

    code: str
    title: Words
    folder: Traversable
    rules: str = ""
    connectors: str = ""
    queries: str = ""
    receivers: str = ""
    estimates: str = ""


@cache
def packs() -> tuple[Pack, ...]:
    """Return the installed packs, by code."""
    found = [point.load() for point in entry_points(group=GROUP)]
    return tuple(sorted(found, key=lambda pack: pack.code))


@cache
def of_all_packs(part: str) -> Sequence[Any]:
    """Return what every pack names under `part`: `connectors`, `queries`, `receivers` or `estimates`."""
    return [one for pack in packs() if getattr(pack, part) for one in _named(getattr(pack, part))]


def rule(name: str) -> Callable[..., Any]:
    """Return the pure rule `pack.rule` that a matter's text names; raises LookupError."""
    pack_code, _, rule_name = name.partition(".")
    for pack in packs():
        if pack.code == pack_code and pack.rules:
            rules: Mapping[str, Callable[..., Any]] = _named(pack.rules)
            if rule_name in rules:
                return rules[rule_name]
    raise LookupError(f"no installed pack has the rule {name}")


def template(name: str) -> Path:
    """Return the file of a template named `<pack>:<file>.typ`; raises LookupError."""
    pack_code, _, file = name.partition(":")
    for pack in packs():
        path = Path(str(pack.folder)) / "templates" / file
        if pack.code == pack_code and path.is_file():
            return path
    raise LookupError(f"no installed pack has the template {name}")


def _named(path: str) -> Any:
    module, _, name = path.partition(":")
    return getattr(import_module(module), name)
