"""One look at a file: what it is, that it is whole and harmless, its pages, and its small picture. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words, joined
from yimen.materials.rules import pdfs, pictures
from yimen.materials.rules.names import refuse_program_names
from yimen.materials.rules.signatures import media_type
from yimen.materials.states import LARGEST_DOCUMENT, MEGABYTE, MOST_FILES, MediaType


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that is taken: its bytes as they are kept, what it is, its pages, and a small JPEG where there is one."""

    content: bytes
    media_type: MediaType
    pages: int
    thumbnail: bytes | None


def examine(content: bytes, name: str) -> Examined:
    """Return a file as it may be kept. Raises BadInput with a sentence that names it."""
    kind = media_type(content, name)
    refuse_program_names(name)
    if kind is MediaType.PDF:
        return Examined(content, kind, pdfs.pages_of(content, name), pdfs.thumbnail(content))
    clean = pictures.cleaned(content, kind, name)
    return Examined(clean, kind, 1, pictures.thumbnail(clean, kind))


def examine_all(scans: Sequence[tuple[str, bytes]]) -> list[Examined]:
    """Return all files of one request, or raise BadInput with one sentence for each that is not taken: all or none."""
    if len(scans) > MOST_FILES:
        raise BadInput(
            Words(
                f"一次交了{len(scans)}个文件，最多{MOST_FILES}个。请合成PDF再交。",
                f"{len(scans)} files at once; at most {MOST_FILES}. Put them together as a PDF.",
            )
        )
    if sum(len(content) for _, content in scans) > LARGEST_DOCUMENT:
        raise too_large(LARGEST_DOCUMENT)
    taken, refused = [], []
    for name, content in scans:
        try:
            taken.append(examine(content, name))
        except BadInput as problem:
            refused.append(problem.words)
    if refused:
        raise BadInput(joined([*refused, _NOTHING_KEPT]), {"scan": refused})
    return taken


def too_large(limit: int) -> BadInput:
    """Return the sentence for a document or pile that outgrows its quota, in bytes."""
    size = limit // MEGABYTE
    whose = Words("一份材料", "One document") if limit == LARGEST_DOCUMENT else Words("一件申请的材料", "One pile")
    return BadInput(
        Words(
            f"{whose.zh}合起来不能超过{size} MB，这次没有保存。请用200 dpi重新扫描，或删去多余的页。",
            f"{whose.en} holds at most {size} MB; nothing was kept. Scan at 200 dpi, or leave out pages.",
        )
    )


_NOTHING_KEPT = Words("这次的文件都没有保存。", "None of these files was kept.")
