"""Puts pip into a virtual environment when Python was packed without it (Debian's without python3-venv).

`python3 tools/bare_pip.py .venv` fetches one wheel of pip, which runs as it is, and lets it install itself. Which one,
and that it is unchanged, stands here; where from is read as pip would: PIP_INDEX_URL, PIP_CERT, pip.conf, else PyPI.
Standard library only. Must never install a file whose hash is another.
"""

from __future__ import annotations

import configparser
import hashlib
import os
import re
import ssl
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin

WHEEL = "pip-26.3-py3-none-any.whl"
SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
PATIENCE_SECONDS = 30


class NoPip(Exception):
    """Pip could not be had; the words say why."""


def main(arguments: list[str]) -> int:
    """Install pip into the environment named; return 1 with a sentence on stderr when it cannot be had."""
    python = Path(arguments[0]) / "bin" / "python"
    try:
        with tempfile.TemporaryDirectory() as folder:
            wheel = Path(folder) / WHEEL
            wheel.write_bytes(fetch(settings(os.environ, Path.home())))
            return subprocess.run([python, wheel / "pip", "install", "--no-index", wheel], check=False).returncode
    except NoPip as problem:
        print(problem, file=sys.stderr)
        return 1


def settings(environment: Mapping[str, str], home: Path, machine: Path = Path("/etc")) -> dict[str, str]:
    """Return pip's `index-url` and `cert` from its files and variables, the nearer one before the farther."""
    files = configparser.ConfigParser(interpolation=None)
    files.read([machine / "pip.conf", home / ".pip" / "pip.conf", home / ".config" / "pip" / "pip.conf"])
    found = dict(files["global"]) if files.has_section("global") else {}
    named = {"index-url": environment.get("PIP_INDEX_URL"), "cert": environment.get("PIP_CERT")}
    return found | {key: value for key, value in named.items() if value}


def fetch(known: Mapping[str, str]) -> bytes:
    """Return the wheel from the index in pip's settings. Raises NoPip."""
    index = known.get("index-url", "https://pypi.org/simple").rstrip("/") + "/pip/"
    try:
        trusted = ssl.create_default_context(cafile=known.get("cert"))
        found = re.search(rf'href="([^"]*{re.escape(WHEEL)}[^"]*)"', _get(index, trusted).decode())
        if not found:
            raise NoPip(f"{index} has no {WHEEL}.")
        content = _get(urljoin(index, found[1]), trusted)
    except (OSError, ValueError) as problem:
        raise NoPip(f"{index} cannot be read: {problem}") from None
    if (digest := hashlib.sha256(content).hexdigest()) != SHA256:
        raise NoPip(f"{WHEEL} from {index} is not the file it should be (SHA-256 {digest}).")
    return content


def _get(url: str, trusted: ssl.SSLContext) -> bytes:
    request = urllib.request.Request(url, headers={"Accept": "text/html"})  # noqa: S310 - the address is pip's own
    with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS, context=trusted) as answer:  # noqa: S310
        content: bytes = answer.read()
    return content


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
