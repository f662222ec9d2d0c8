"""The machines' door against its own description, by schemathesis: in process, seeded, on rows that are there.

`examples` bounds the work of each address: few in `make test`, many in `make proof ONLY=api`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

import yimen.site.urls  # noqa: F401  (declares every address)
from yimen.doors.api import openapi

CHECKS = (
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)


@dataclass(frozen=True)
class Ground:
    """What the calls go to: tokens by post, and numbers of rows that are there by the name of the parameter."""

    tokens: dict[str, str]
    known: dict[str, list[str]]


def application() -> Any:
    """Return the site, once its pages' files are collected: it looks for them when it is made."""
    from tests.static_files import collected

    collected()
    from yimen.site.wsgi import application as site

    return site


def described() -> Any:
    """Return the description as schemathesis holds it, bound to the application."""
    found = schemathesis.openapi.from_dict(json.loads(openapi.text()))
    found.app = application()
    return found


def operations() -> Iterator[Any]:
    """Return every operation; fails on one that schemathesis cannot read."""
    for found in described().get_all_operations():
        yield found.ok()


def attack(operation: Any, ground: Ground, *, examples: int, number: int = 1) -> int:
    """Call an operation with right and wrong data; raise on the first finding. Return how many calls were made."""
    calls = [
        _run(operation, ground, mode, examples, number) for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    ]
    return sum(calls)


def _run(operation: Any, ground: Ground, mode: GenerationMode, examples: int, number: int) -> int:
    calls = 0

    def call(case: Any, data: Any) -> None:
        nonlocal calls
        calls += 1
        was_changed = _known(case, ground, data)
        is_wrong = mode is GenerationMode.NEGATIVE and not was_changed
        checks = [*CHECKS, negative_data_rejection] if is_wrong else list(CHECKS)
        token = data.draw(st.sampled_from(sorted(ground.tokens.values())))
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=checks, app=application())

    bounded = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    strategy = operation.as_strategy(generation_mode=mode)
    try:
        seed(number)(bounded(given(case=strategy, data=st.data())(call)))()
    except Unsatisfiable:
        if mode is GenerationMode.POSITIVE:
            raise  # an address that takes nothing cannot be asked wrongly, but always rightly
    return calls


def _known(case: Any, ground: Ground, data: Any) -> bool:
    """Put a row that is there in the address and a window that is hers in the head, three times of four.

    Return whether anything was put right by it: then it need not be refused any more.
    """
    was_changed = False
    headers = case.headers if case.headers is not None else {}
    for name in [n for n in headers if n.lower() in ("authorization", "x-window", "cookie")]:
        if data.draw(st.integers(0, 3)) or name.lower() == "authorization":
            del headers[name]
            was_changed = True
    for name in case.path_parameters or {}:
        if name in ground.known and data.draw(st.integers(0, 3)):
            case.path_parameters[name] = data.draw(st.sampled_from(ground.known[name]))
            was_changed = True
    return was_changed
