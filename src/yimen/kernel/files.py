"""Files kept once under the digest of their bytes. The store may be a folder or object storage (Django storages)."""

from __future__ import annotations

from collections.abc import Sequence
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
    """Keep `content`; the same bytes are kept once."""
    return keep_all([(content, media_type)])[0]


def keep_all(contents: Sequence[tuple[bytes, str]]) -> list[Kept]:
    """Keep several files, bytes and media type each, with one statement; the same bytes are kept once.

    A file is written before its row, so that no row lacks its file.
    """
    kept = [Kept(sha256(content).hexdigest(), media_type, len(content)) for content, media_type in contents]
    store = storages["papers"]
    for file, (content, _) in zip(kept, contents, strict=True):
        if not store.exists(_path(file.digest)):
            store.save(_path(file.digest), ContentFile(content))
    rows = [StoredFile(digest=f.digest, media_type=f.media_type, size=f.size, kept_at=clock.now()) for f in kept]
    StoredFile.objects.bulk_create(rows, ignore_conflicts=True)
    return kept


def read(digest: str) -> bytes:
    """Return the bytes of a kept file; raises FileNotFoundError."""
    with storages["papers"].open(_path(digest)) as file:
        content: bytes = file.read()
    return content


def _path(digest: str) -> str:
    return f"{digest[:2]}/{digest[2:4]}/{digest}"
