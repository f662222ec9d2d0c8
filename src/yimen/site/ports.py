"""Finds ports for the programs of an instance; must never take one from somebody who listens there."""

from __future__ import annotations

import socket
import sys

_RANGE = 200
_kept: dict[int, socket.socket] = {}


def free_port(preferred: int) -> int:
    """Return the first port from `preferred` on where nobody listens, and keep it for this process.

    Another run of Yimen that looks at the same moment passes over it too: what is kept is a name in the
    kernel, given back when this process ends, however it ends.

    Raises:
        OSError: there is none among the next 200.
    """
    for port in range(preferred, min(preferred + _RANGE, 65536)):
        if port not in _kept and (keeper := _keep(port)) is not None:
            _kept[port] = keeper
            return port
    raise OSError(f"No free port from {preferred} to {preferred + _RANGE - 1}. Stop what listens there.")


def _keep(port: int) -> socket.socket | None:
    keeper = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        if sys.platform == "linux":
            keeper.bind(f"\0yimen-port-{port}")
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(("127.0.0.1", port))
    except OSError:
        keeper.close()
        return None
    return keeper
