"""What a file is by its first bytes: what is taken, and for the rest what to tell whoever brought it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.materials.rules.names import shown_name
from yimen.materials.states import LARGEST_FILE, MEGABYTE, SIGNATURES, MediaType

_OTHERS: Sequence[tuple[Callable[[bytes], bool], Words]] = (
    (
        lambda b: b[4:8] == b"ftyp" and b[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"heim"),
        Words(
            "是苹果手机的HEIC照片；请在手机“设置－相机－格式”里选“兼容性最佳”重拍，或截图",
            "is a HEIC photo; set the phone's camera to “most compatible” and take it again, or send a screenshot",
        ),
    ),
    (lambda b: b[:2] == b"MZ" or b[:4] == b"\x7fELF", Words("是可执行程序", "is a program")),
    (lambda b: b[:4] == b"PK\x03\x04", Words("是压缩包或Office、OFD文件", "is an archive, an Office or an OFD file")),
    (lambda b: b[:4] == b"\xd0\xcf\x11\xe0", Words("是旧版Office文件", "is an old Office file")),
    (lambda b: b[:4] == b"GIF8", Words("是GIF动图", "is a GIF")),
    (lambda b: b[:4] == b"RIFF" and b[8:12] == b"WEBP", Words("是WebP图片", "is a WebP picture")),
    (lambda b: b[:2] == b"BM", Words("是BMP图片", "is a BMP picture")),
    (lambda b: b[:4] in (b"II*\0", b"MM\0*"), Words("是TIFF图片", "is a TIFF picture")),
    (lambda b: b"<svg" in b.lower(), Words("是SVG（可带脚本的图形）", "is SVG, which may hold scripts")),
    (lambda b: b.lstrip()[:1] == b"<", Words("是网页", "is a web page")),
)


def media_type(content: bytes, name: str) -> MediaType:
    """Return what a file is by its first bytes. Raises BadInput when it is empty, too large or not a PDF, JPEG or PNG.

    >>> media_type(b"%PDF-1.7 ...", "scan.pdf").value
    'application/pdf'
    """
    shown = shown_name(name)
    if not content:
        raise BadInput(
            Words(f"“{shown.zh}”是空的。请重新扫描。", f'"{shown.en}" is empty. Scan it again.'),
        )
    if len(content) > LARGEST_FILE:
        size = len(content) / MEGABYTE
        raise BadInput(
            Words(
                f"“{shown.zh}”有{size:.1f} MB，超过10 MB。请分几个文件，或把扫描分辨率调到200 dpi。",
                f'"{shown.en}" has {size:.1f} MB, over 10 MB. Split it, or scan at 200 dpi.',
            )
        )
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            return kind
    raise BadInput(_other(content, shown))


def _other(content: bytes, shown: Words) -> Words:
    head = content[:1024]
    if b"%PDF-" in head:
        return Words(
            f"“{shown.zh}”开头混有别的内容，不是干净的PDF。请重新导出或扫描。",
            f'"{shown.en}" has something else before its PDF. Export or scan it again.',
        )
    for is_it, words in _OTHERS:
        if is_it(head):
            return Words(
                f"“{shown.zh}”{words.zh}，收不下。请交PDF、JPEG或PNG。",
                f'"{shown.en}" {words.en} and cannot be taken. Hand in a PDF, JPEG or PNG.',
            )
    return Words(
        f"“{shown.zh}”不是PDF、JPEG或PNG（看的是内容，不是文件名）。请重新扫描或导出。",
        f'"{shown.en}" is not a PDF, JPEG or PNG, whatever its name says. Scan or export it again.',
    )
