"""Files as people bring them: pictures and PDFs made here, whole ones and ones with a flaw."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject


def picture(width: int = 400, height: int = 560, colour: str = "white", **more: Any) -> Image.Image:
    """A sheet with a black mark in its upper left corner."""
    image = Image.new("RGB", (width, height), colour, **more)
    ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 8), fill="black")
    return image


def saved(image: Image.Image, kind: str, **more: Any) -> bytes:
    """An image as a file."""
    out = BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def jpeg(width: int = 400, height: int = 560, colour: str = "white", **more: Any) -> bytes:
    """A JPEG."""
    return saved(picture(width, height, colour), "JPEG", **more)


def png(width: int = 400, height: int = 560, colour: str = "white", **more: Any) -> bytes:
    """A PNG."""
    return saved(picture(width, height, colour), "PNG", **more)


def photo(orientation: int = 6) -> bytes:
    """A phone's photo: lying on its side, with the place where it was taken in it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Phone of Chen"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (23.0, 1.0, 30.0)
    gps[3], gps[4] = "E", (113.0, 7.0, 20.0)
    return jpeg(600, 400, exif=exif.tobytes(), comment=b"taken at home")


def writer(pages: int = 1) -> PdfWriter:
    """A writer that holds blank A4 pages."""
    made = PdfWriter()
    for _ in range(pages):
        made.add_blank_page(595, 842)
    return made


def written(made: PdfWriter) -> bytes:
    """A writer's file."""
    out = BytesIO()
    made.write(out)
    return out.getvalue()


def pdf(pages: int = 1) -> bytes:
    """A PDF of blank pages."""
    return written(writer(pages))


def scanned_pdf() -> bytes:
    """A PDF whose page is one picture, as scanners make them."""
    return saved(picture(), "PDF", resolution=200.0)


def pdf_with(action: dict[str, str]) -> bytes:
    """A PDF that does something when it is opened."""
    made = writer()
    names = {NameObject(k): NameObject(v) if v.startswith("/") else TextStringObject(v) for k, v in action.items()}
    made._root_object[NameObject("/OpenAction")] = made._add_object(DictionaryObject(names))
    return written(made)


def pdf_carrying(name: str, content: bytes) -> bytes:
    """A PDF with a file in it."""
    made = writer()
    made.add_attachment(name, content)
    return written(made)


def locked_pdf() -> bytes:
    """A PDF that opens with a password."""
    made = writer()
    made.encrypt("secret", algorithm="AES-256")
    return written(made)


def endless_pdf() -> bytes:
    """A PDF whose tree of pages bites its tail."""
    made = writer()
    root = made._root_object["/Pages"]
    assert isinstance(root, DictionaryObject)
    root[NameObject("/Kids")] = ArrayObject([made._root_object.raw_get("/Pages")])
    return written(made)


def bomb_pdf() -> bytes:
    """A PDF with a stream that grows without end when it is read as a picture."""
    made = writer()
    stream = DecodedStreamObject()
    stream.set_data(bytes(40_000_000))
    made._add_object(stream.flate_encode())
    return written(made)


def reread(content: bytes) -> PdfReader:
    """Read a PDF anew."""
    return PdfReader(BytesIO(content))
