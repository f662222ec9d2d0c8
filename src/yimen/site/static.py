"""Static files for browsers: collected, compressed and named by content, once for each state of the sources."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_static() -> bool:
    """Collect the files if any has changed since the last time; return whether it was done."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    state = _state()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == state:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=Path(settings.STATIC_ROOT).exists())
    stamp.write_text(state, encoding="utf-8")
    return True


def _state() -> str:
    """Names, sizes and times of every source file, as one digest."""
    told = sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            told.update(f"{name}\0{file.st_size}\0{file.st_mtime_ns}\n".encode())
    return told.hexdigest()
