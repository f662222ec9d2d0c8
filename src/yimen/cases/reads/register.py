"""What the register said of an application's fields when it was asked at the window."""

from __future__ import annotations

from collections.abc import Mapping

from yimen.cases.reads.application import Filled
from yimen.exchange.reads import queries


def register_says(application: Filled) -> Mapping[str, str]:
    """Return the register's value by field; empty when no register was asked, or its pack is not installed any more."""
    query = queries().get(application.bundle.text.lookup)
    if query is None or not application.found:
        return {}
    return query.answers(application.found, application.for_rules)
