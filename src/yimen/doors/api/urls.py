"""Addresses of the machines' door: every view behind the door, with its declaration."""

from __future__ import annotations

from django.urls import URLPattern, path

from yimen.doors.api.door import guarded
from yimen.doors.api.machine import api, declarations
from yimen.doors.api.views import (
    after,
    applications,
    at_once,
    cases,
    catalogue,
    citizens,
    custody,
    hands,
    licence_law,
    licences,
    limits,
    outcomes,
    papers,
    people,
    preparations,
    proceedings,
    reading,
)

PARTS = (
    after,
    applications,
    at_once,
    cases,
    catalogue,
    custody,
    hands,
    licence_law,
    licences,
    limits,
    citizens,
    outcomes,
    papers,
    people,
    preparations,
    proceedings,
    reading,
)


def _behind_the_door() -> list[URLPattern]:
    found = []
    for pattern in api.urls[0]:
        route = str(pattern.pattern)
        declared = declarations.get(route.replace("<", "{").replace(">", "}").strip("/"))
        if declared is not None and isinstance(pattern, URLPattern):
            found.append(path(route, guarded(pattern.callback, declared)))
    assert len(found) == len(declarations), "an address without its declaration"
    return sorted(found, key=lambda p: "<" in str(p.pattern))


urlpatterns = _behind_the_door()
