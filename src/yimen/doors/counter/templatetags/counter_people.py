"""A filter of the counter's people: what belongs to one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(forms: Mapping[str, Any], place: str) -> Any:
    """Return the forms that stand below the party at a place."""
    return forms[place]
