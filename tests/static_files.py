"""The files that pages name (style, scripts, icons), collected once for all workers: no page is made without them."""

from __future__ import annotations

import fcntl
from functools import cache

from django.conf import settings

from yimen.site.static import collect_static


@cache
def collected() -> None:
    """Collect the files if they have changed since the last run; the other workers wait."""
    settings.ASSETS.mkdir(parents=True, exist_ok=True)
    with (settings.ASSETS / "collected.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        collect_static()
