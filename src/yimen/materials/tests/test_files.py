"""Files that are not what they say: each gets a sentence that names it, in both languages; good ones come out clean."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from tests import scans
from yimen.kernel.drawing import LONGEST
from yimen.kernel.errors import BadInput
from yimen.materials.rules import examine, examine_all, shown_name
from yimen.materials.rules.pdfs import page_picture
from yimen.materials.rules.pictures import is_plain
from yimen.materials.states import LARGEST_FILE, MOST_FILES, MOST_PAGES, MediaType


def archive() -> bytes:
    """A ZIP with a program in it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as held:
        held.writestr("x.exe", b"MZ")
    return out.getvalue()


def moving_png() -> bytes:
    """An animation."""
    frames = [scans.picture(colour=c) for c in ("white", "red")]
    return scans.saved(frames[0], "PNG", save_all=True, append_images=frames[1:], duration=100, loop=0)


def bomb_png() -> bytes:
    """A tiny file that says it is 60,000 pixels wide and high."""
    header = bytearray(scans.png())
    header[16:24] = (60_000).to_bytes(4, "big") * 2
    import zlib

    header[29:33] = zlib.crc32(bytes(header[12:29])).to_bytes(4, "big")
    return bytes(header)


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("合同.pdf", lambda: b"", "是空的"),
    "too large": ("合同.pdf", lambda: b"%PDF-" + bytes(LARGEST_FILE), "超过10 MB"),
    "program": ("合同.pdf", lambda: b"MZ\x90\0" + bytes(100), "可执行程序"),
    "elf": ("合同.pdf", lambda: b"\x7fELF" + bytes(100), "可执行程序"),
    "archive": ("合同.pdf", archive, "压缩包"),
    "office": ("合同.pdf", lambda: b"\xd0\xcf\x11\xe0" + bytes(99), "Office"),
    "html": ("合同.jpg", lambda: b"<!doctype html><script>alert(1)</script>", "网页"),
    "svg": ("章.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "SVG"),
    "svg later": ("章.png", lambda: b"<?xml version='1.0'?><SVG/>", "SVG"),
    "gif": ("图.png", lambda: b"GIF89a" + bytes(50), "GIF"),
    "webp": ("图.jpg", lambda: b"RIFF\0\0\0\0WEBP", "WebP"),
    "heic": ("IMG_1.HEIC", lambda: b"\0\0\0\x18ftypheic" + bytes(50), "HEIC"),
    "tiff": ("扫描.tif", lambda: b"II*\0" + bytes(50), "TIFF"),
    "bmp": ("扫描.bmp", lambda: b"BM" + bytes(50), "BMP"),
    "words": ("说明.pdf", lambda: "就是几个字".encode(), "不是PDF、JPEG或PNG"),
    "pdf in the middle": ("合同.pdf", lambda: b"GARBAGE\n" + scans.pdf(), "开头混有别的内容"),
    "double ending": ("合同.pdf.exe", scans.pdf, "“.exe”"),
    "hidden ending": ("合同.exe.pdf", scans.pdf, "“.exe”"),
    "ending turned round": ("合同\u202efdp.exe", scans.pdf, "“.exe”"),
    "svg name": ("章.svg", scans.png, "“.svg”"),
    "cut pdf": ("合同.pdf", lambda: scans.pdf(3)[:-40], "没有传完整"),
    "half pdf": ("合同.pdf", lambda: scans.pdf(3)[:200], "没有传完整"),
    "pdf without middle": ("合同.pdf", lambda: scans.pdf(3)[:60] + scans.pdf(3)[300:], "没有传完整"),
    "pdf header only": ("合同.pdf", lambda: b"%PDF-1.7 a scan", "没有传完整"),
    "pdf and archive": ("合同.pdf", lambda: scans.pdf() + archive(), "没有传完整"),
    "pdf and page": ("合同.pdf", lambda: scans.pdf() + b"<script>alert(1)</script>", "没有传完整"),
    "locked pdf": ("合同.pdf", scans.locked_pdf, "加了密"),
    "no page": ("合同.pdf", lambda: scans.pdf(0), "一页也没有"),
    "too many pages": ("合同.pdf", lambda: scans.pdf(MOST_PAGES + 1), f"超过{MOST_PAGES}页"),
    "script": ("合同.pdf", lambda: scans.pdf_with({"/S": "/JavaScript", "/JS": "app.alert(1)"}), "JavaScript"),
    "launch": ("合同.pdf", lambda: scans.pdf_with({"/S": "/Launch", "/F": "cmd.exe"}), "启动程序"),
    "sends": ("合同.pdf", lambda: scans.pdf_with({"/S": "/SubmitForm", "/F": "x"}), "向外发送"),
    "carries a program": ("合同.pdf", lambda: scans.pdf_carrying("发票.xml", b"MZ\x90\0"), "夹带"),
    "carries a name": ("合同.pdf", lambda: scans.pdf_carrying("x.vbs", b"hello"), "夹带"),
    "carries an archive": ("合同.pdf", lambda: scans.pdf_carrying("a.dat", archive()), "藏着压缩包"),
    "tree bites its tail": ("合同.pdf", scans.endless_pdf, "合同.pdf"),
    "cut jpeg": ("证.jpg", lambda: scans.jpeg()[:-900], "没有传完整"),
    "half png": ("证.png", lambda: scans.png()[:500], "没有传完整"),
    "signature only": ("证.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(64), "没有传完整"),
    "jpeg of noise": ("证.jpg", lambda: b"\xff\xd8\xff\xe0" + random.Random(1).randbytes(2000), "没有传完整"),
    "bomb": ("证.png", bomb_png, "万像素"),
    "tiny": ("证.png", lambda: scans.png(20, 20), "看不清"),
    "moves": ("证.png", moving_png, "会动"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_not_what_it_says_is_refused(case: str) -> None:
    """With what is wrong, the file's name and what to do, in Chinese and English."""
    name, make, words = REFUSED[case]
    with pytest.raises(BadInput) as refused:
        examine(make(), name)
    told = refused.value.words
    assert words in told.zh, told.zh
    assert shown_name(name).zh in told.zh and shown_name(name).en in told.en
    assert told.zh.endswith("。") and told.en.endswith(".")
    assert "\u202e" not in told.zh + told.en


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", "a\0b.pdf", "<script>.pdf", "x" * 500 + ".pdf", "\u202e\u2066"]
)
def test_hostile_names_harm_nobody(name: str) -> None:
    """A good file is taken whatever its name; in a sentence the name is short and shows no marks."""
    assert examine(scans.pdf(), name).pages == 1
    with pytest.raises(BadInput) as refused:
        examine(b"", name)
    told = refused.value.words.zh
    assert len(told) < 120 and "\0" not in told and "\u202e" not in told and "/" not in told


def test_good_files_are_taken_as_they_are() -> None:
    """A PDF keeps its bytes (a signature in it stays good), a clean picture too."""
    for content, kind, pages in (
        (scans.pdf(3), MediaType.PDF, 3),
        (scans.scanned_pdf(), MediaType.PDF, 1),
        (scans.jpeg(), MediaType.JPEG, 1),
        (scans.png(), MediaType.PNG, 1),
        (scans.pdf_carrying("发票.xml", b"<invoice/>"), MediaType.PDF, 1),
    ):
        taken = examine(content, "材料")
        assert (taken.content, taken.media_type, taken.pages) == (content, kind, pages)


def test_a_scan_shows_its_small_picture() -> None:
    """Of a picture, and of a PDF that is one; a PDF of text is drawn."""
    for content in (scans.jpeg(2000, 2800), scans.png(), scans.scanned_pdf()):
        small = examine(content, "材料").thumbnail
        assert small is not None and len(small) < 30_000
        with Image.open(BytesIO(small)) as image:
            assert max(image.size) <= 320
    drawn = examine(scans.pdf(), "材料").thumbnail
    assert drawn is not None and Image.open(BytesIO(drawn)).size == (226, 320), "a page without a scan is drawn"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_and_tells_no_place(orientation: int) -> None:
    """The camera's marks are applied, then everything it wrote is left out: place, maker, comment."""
    photo = scans.photo(orientation)
    assert b"Phone of Chen" in photo and b"taken at home" in photo
    taken = examine(photo, "照片.jpg").content
    assert b"Phone of Chen" not in taken and b"taken at home" not in taken and b"Exif" not in taken
    with Image.open(BytesIO(taken)) as image:
        assert image.size == ((600, 400) if orientation < 5 else (400, 600))
        assert not image.getexif()
        grey = image.convert("L")
        places = {"lt": (5, 5), "rt": (-6, 5), "rb": (-6, -6), "lb": (5, -6)}
        black = [
            name
            for name, (x, y) in places.items()
            if grey.tobytes()[(y % grey.height) * grey.width + x % grey.width] < 60
        ]
    assert black == [["lt", "rt", "rb", "lb", "lt", "rt", "rb", "lb"][orientation - 1]]


def test_what_hides_behind_a_picture_is_left_out() -> None:
    """A picture that is an archive, a page or a PDF as well is only a picture afterwards."""
    for picture in (scans.jpeg(), scans.png()):
        for tail in (archive(), b"<script>alert(1)</script>", scans.pdf()):
            taken = examine(picture + tail, "证").content
            assert tail not in taken and is_plain(taken, examine(taken, "证").media_type)
            assert not zipfile.is_zipfile(BytesIO(taken))


def test_what_hides_in_a_pictures_text_is_left_out() -> None:
    """PNG text may hold anything; pixels stay the same."""
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", "<script>alert(1)</script>")
    told = scans.png(pnginfo=info)
    taken = examine(told, "证.png").content
    assert b"script" in told and b"script" not in taken
    with Image.open(BytesIO(told)) as before, Image.open(BytesIO(taken)) as after:
        assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "1", "I;16", "CMYK", "LA"])
def test_pictures_of_every_mode(mode: str) -> None:
    """Grey, palette, see-through, black and white, printing colours: taken, with a small picture."""
    plain = Image.new("I;16", (300, 400)) if mode == "I;16" else scans.picture().convert(mode)
    content = scans.saved(plain, "JPEG" if mode == "CMYK" else "PNG")
    assert examine(content, "证").thumbnail


def test_a_stream_that_grows_without_end_costs_little() -> None:
    """Nothing in a PDF is unpacked to look at it."""
    assert examine(scans.bomb_pdf(), "材料").pages == 1


def test_all_of_one_request_or_none() -> None:
    """Every bad file gets its sentence; the good ones are not taken either."""
    with pytest.raises(BadInput) as refused:
        examine_all([("好.jpg", scans.jpeg()), ("空.pdf", b""), ("坏.png", b"MZ")])
    assert len(refused.value.fields["scan"]) == 2
    assert "空.pdf" in refused.value.words.zh and "坏.png" in refused.value.words.zh
    assert "没有保存" in refused.value.words.zh
    with pytest.raises(BadInput, match="at most"):
        examine_all([("a", scans.jpeg())] * (MOST_FILES + 1))


@pytest.mark.parametrize("seed", range(60))
def test_damaged_files_never_break_the_program(seed: int) -> None:
    """Bytes flipped, cut and doubled anywhere: taken or refused with a sentence, nothing else."""
    draw = random.Random(seed)
    content = bytearray(
        [scans.pdf(2), scans.scanned_pdf(), scans.photo(), scans.png(), scans.pdf_carrying("a", b"b")][seed % 5]
    )
    for _ in range(draw.randint(1, 12)):
        at = draw.randrange(len(content))
        match draw.randrange(3):
            case 0:
                content[at] ^= 1 << draw.randrange(8)
            case 1:
                del content[at : at + draw.randrange(1, 40)]
            case _:
                content[at:at] = content[at : at + draw.randrange(1, 40)]
    try:
        examine(bytes(content), "材料")
    except BadInput as refused:
        assert "材料" in refused.words.zh


def test_a_page_of_a_pdf_is_drawn_or_there_is_none() -> None:
    """Any page by its number, upright, never larger than the house draws; of what cannot be drawn there is none."""
    page = page_picture(scans.pdf(2), 2)
    assert page is not None and max(Image.open(BytesIO(page)).size) == LONGEST
    assert page_picture(scans.pdf(2), 3) is None
    made = scans.writer()
    made.pages[0].rotate(90)
    lying = page_picture(scans.written(made), 1)
    assert lying is not None
    width, height = Image.open(BytesIO(lying)).size
    assert width > height
    huge = scans.writer(0)
    huge.add_blank_page(10_000_000, 10)
    slim = page_picture(scans.written(huge), 1)
    assert slim is not None and max(Image.open(BytesIO(slim)).size) <= LONGEST
    for broken in (scans.locked_pdf(), scans.endless_pdf(), b"%PDF-1.4 nothing", b""):
        assert page_picture(broken, 1) is None
