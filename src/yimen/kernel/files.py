"""Files kept once under the digest of their bytes. The store may be a folder or object storage (Django storages)."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from yimen.kernel import clock
from yimen.kernel.models import StoredFile


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept file: its SHA-256 digest in hex, its media type and its size in bytes."""

    digest: str
    media_type: str
    size: int


def keep(content: bytes, media_type: str) -> Kept:
    """Keep `content`; the same bytes are kept once.

    The file is written before the row, so that no row lacks its file.
    """
    digest = sha256(content).hexdigest()
    store = storages["papers"]
    if not store.exists(_path(digest)):
        store.save(_path(digest), ContentFile(content))
    StoredFile.objects.bulk_create(
        [StoredFile(digest=digest, media_type=media_type, size=len(content), kept_at=clock.now())],
        ignore_conflicts=True,
    )
    return Kept(digest, media_type, len(content))


def read(digest: str) -> bytes:
    """Return the bytes of a kept file; raises FileNotFoundError."""
    with storages["papers"].open(_path(digest)) as file:
        content: bytes = file.read()
    return content


def _path(digest: str) -> str:
    return f"{digest[:2]}/{digest[2:4]}/{digest}"
