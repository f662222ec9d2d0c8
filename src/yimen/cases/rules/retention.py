"""How long what is no application is kept. Pure.

Law: 个人信息保护法 art 19 (no longer than needed), 47 (then erased).
"""

from __future__ import annotations

from datetime import timedelta

DRAFTS = timedelta(days=30)
"""A draft that was never handed in, from the day it was opened; as long as prepared answers."""
TRIES = timedelta(days=30)
"""Who asked without signing in: the longest allowance counts one day, the rest is for looking into an attack."""
