"""The folder in which a bridge leaves how to reach it, for commands of the same user: port and a secret of this run.

Nobody else on the PC may read it, and no web page can: who holds the secret may pair, and put test cards on.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Local:
    """How a running bridge is reached by its own user's commands."""

    port: int
    secret: str


def folder() -> Path:
    """Return the user's own folder of the bridge: YIMEN_DEVICE, else below the user's application data."""
    named = os.environ.get("YIMEN_DEVICE")
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(named) if named else Path(base) / "yimen-device"


def open_to_own_user(port: int) -> Local:
    """Write down port and a fresh secret, readable to this user alone. Raises PermissionError when others could."""
    place = folder()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name == "posix":
        found = place.stat()
        if found.st_uid != os.getuid() or found.st_mode & 0o022:
            raise PermissionError(f"{place} belongs to somebody else or others may write in it")
    told, path = Local(port, secrets.token_urlsafe(32)), place / "bridge.json"
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"port": told.port, "secret": told.secret}, file)
    return told


def find() -> Local:
    """Return the running bridge of this user. Raises FileNotFoundError when none was started."""
    found = json.loads((folder() / "bridge.json").read_text(encoding="utf-8"))
    return Local(int(found["port"]), str(found["secret"]))


def close() -> None:
    """The bridge has stopped."""
    (folder() / "bridge.json").unlink(missing_ok=True)
