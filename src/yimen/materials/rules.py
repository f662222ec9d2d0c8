"""Which files are taken. Pure."""

from __future__ import annotations

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.materials.states import LARGEST_FILE, SIGNATURES


def media_type(content: bytes, name: str) -> str:
    """Return what a file is by its first bytes. Raises BadInput when it is empty, too large or not a PDF, JPEG or PNG.

    >>> media_type(b"%PDF-1.7 ...", "scan.pdf")
    'application/pdf'
    """
    if not content:
        raise BadInput(Words(f"文件“{name}”是空的。", f'The file "{name}" is empty.'))
    if len(content) > LARGEST_FILE:
        raise BadInput(
            Words(
                f"文件“{name}”超过10 MB，请压缩或分页扫描。",
                f'The file "{name}" is over 10 MB; scan it in parts.',
            )
        )
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            return kind
    raise BadInput(Words(f"文件“{name}”不是PDF、JPEG或PNG。", f'The file "{name}" is not a PDF, JPEG or PNG.'))
