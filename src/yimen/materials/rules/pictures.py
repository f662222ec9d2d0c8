"""Pictures: decoded whole before they are believed, turned upright, freed of what a camera wrote in them. Pure.

What leaves this module was written by Pillow from pixels, unless the file held nothing but its picture.
"""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.materials.rules.names import shown_name
from yimen.materials.states import FEWEST_PIXELS, MOST_PIXELS, MediaType

THUMBNAIL = (240, 320)
_QUALITY = 90
_UPRIGHT = 1
_ORIENTATION = 0x0112
_FORMATS = {MediaType.JPEG: ("JPEG", "MPO"), MediaType.PNG: ("PNG",)}


def cleaned(content: bytes, kind: MediaType, name: str) -> bytes:
    """Return a picture upright and without EXIF (place, camera), comments and anything behind it.

    Raises BadInput when it is damaged, too small, has too many pixels, or moves.
    """
    _verify(content, kind, name)
    with _opened(content, kind) as picture:
        if kind is MediaType.PNG and getattr(picture, "is_animated", False):
            raise _bad(name, "是会动的图片。请交静止的照片或扫描件", "is an animation. Hand in a still picture")
        try:
            picture.seek(0)
            picture.load()
        except Exception as fault:
            raise _damaged(name) from fault
        if is_plain(content, kind) and not (picture.info.keys() & {"exif", "comment", "xmp", "mp"} or _text(picture)):
            return content
        return _written(picture, kind)


def is_plain(content: bytes, kind: MediaType) -> bool:
    """Return whether a picture's file ends where its picture does: nothing is hidden behind it."""
    if kind is MediaType.PNG:
        return content.endswith(b"IEND\xaeB`\x82") and content.count(b"IEND\xaeB`\x82") == 1
    return content.endswith(b"\xff\xd9") and content.count(b"\xff\xd8\xff") == 1


def thumbnail(content: bytes, kind: MediaType) -> bytes:
    """Return a small JPEG of a picture that passed `cleaned`."""
    with _opened(content, kind) as picture:
        picture.draft("RGB", (THUMBNAIL[0] * 2, THUMBNAIL[1] * 2))
        small = _on_white(picture)
        small.thumbnail(THUMBNAIL)
        return _as_jpeg(small, 78)


def _opened(content: bytes, kind: MediaType) -> Image.Image:
    return Image.open(BytesIO(content), formats=_FORMATS[kind])


def _verify(content: bytes, kind: MediaType, name: str) -> None:
    """Ask the header for its size before any pixel is made (decompression bombs), then check the file's structure."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with _opened(content, kind) as picture:
                width, height = picture.size
                is_small_enough = width * height <= MOST_PIXELS
                if is_small_enough:
                    picture.verify()
    except Image.DecompressionBombError:
        is_small_enough, width, height = False, FEWEST_PIXELS, FEWEST_PIXELS
    except Exception as fault:
        raise _damaged(name) from fault
    if not is_small_enough:
        raise _bad(
            name,
            f"超过{MOST_PIXELS // 1_000_000}00万像素。请用200至300 dpi重新扫描",
            f"has over {MOST_PIXELS // 1_000_000} million pixels. Scan it again at 200 to 300 dpi",
        )
    if min(width, height) < FEWEST_PIXELS:
        raise _bad(
            name, f"只有{width}×{height}像素，看不清。请重拍", f"has only {width}×{height} pixels. Take it again"
        )


def _text(picture: Image.Image) -> bool:
    return bool(getattr(picture, "text", None))


def _written(picture: Image.Image, kind: MediaType) -> bytes:
    turned = picture.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT
    upright = ImageOps.exif_transpose(picture) if turned else picture
    if kind is MediaType.PNG:
        upright.info.clear()
        out = BytesIO()
        upright.save(out, "PNG", exif=b"")
        return out.getvalue()
    return _as_jpeg(upright if upright.mode in ("RGB", "L") else upright.convert("RGB"), _QUALITY)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGB", "L"):
        return picture
    with_alpha = picture.convert("RGBA")
    sheet = Image.new("RGB", with_alpha.size, "white")
    sheet.paste(with_alpha, mask=with_alpha.getchannel("A"))
    return sheet


def _as_jpeg(picture: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    bare = picture.copy()
    bare.info.clear()
    bare.save(out, "JPEG", quality=quality, exif=b"", comment=b"")
    return out.getvalue()


def _damaged(name: str) -> BadInput:
    return _bad(name, "已损坏或没有传完整，打不开。请重新拍照或上传", "is damaged or incomplete. Take or send it again")


def _bad(name: str, zh: str, en: str) -> BadInput:
    shown = shown_name(name)
    return BadInput(Words(f"“{shown.zh}”{zh}。", f'"{shown.en}" {en}.'))
