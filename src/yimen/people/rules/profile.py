"""What a region's profile holds, as typed values: offices, windows, staff, packs. A region is data, never a fork.

Pure.
"""

from __future__ import annotations

import msgspec

from yimen.kernel.words import Words
from yimen.people.states import CentreKind, Post


class Held(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A post at an office."""

    post: Post
    office: str


class StaffText(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who works here, with the posts held."""

    username: str
    name: str
    posts: tuple[Held, ...]


class RegionText(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The district itself or one of its towns."""

    code: str
    name: Words
    parent: str = ""


class DepartmentText(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A department; `document_word` begins the numbers of its documents."""

    code: str
    name: Words
    credit_code: str
    document_word: str
    address: str = ""
    phone: str = ""


class CentreText(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A hall with its identical windows."""

    code: str
    name: Words
    kind: CentreKind
    region: str
    address: str
    document_word: str
    windows: int
    phone: str = ""


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A region's profile."""

    region: str
    regions: tuple[RegionText, ...]
    departments: tuple[DepartmentText, ...]
    centres: tuple[CentreText, ...]
    packs: tuple[str, ...]
    staff: tuple[StaffText, ...] = ()
