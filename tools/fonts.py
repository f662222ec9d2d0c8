"""Cuts the two Chinese fonts for print from the variable collection in the wheel `manimgx-fonts-cjk`.

The typesetter draws a variable font at its thinnest, so a Regular and a Bold are cut out of the simplified
Chinese face, whole: 44,810 characters, rare ones of people's names (㙟 𠮷 𬭎 龘) among them. HarfBuzz takes
three seconds a weight; fontTools' instancer took 280 seconds and 6.6 GB for one. fontTools only renames.

Run by tools/setup.py with the interpreter of `.venv`. Must never drop characters.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont

FAMILY = "Noto Sans SC"
FOLDER = Path(__file__).resolve().parents[1] / "var" / "assets" / "fonts"
WEIGHTS = {"Regular": 400, "Bold": 700}
RARE = "㙟𠮷𬭎龘"
KEPT_NAMES = (0, 5, 7, 8, 9, 10, 11, 13, 14)  # copyright, version, designers, licence
BOLD, REGULAR, ITALIC = 0x20, 0x40, 0x01  # bits of OS/2.fsSelection


def collection() -> Path:
    """Return the variable collection inside the installed wheel."""
    spec = find_spec("manimgx_fonts_cjk")
    if spec is None or spec.origin is None:
        raise SystemExit("The wheel manimgx-fonts-cjk is not installed. Run: make setup")
    return next(Path(spec.origin).parent.glob("*.ttc"))


def simplified_face(source: Path) -> uharfbuzz.Face:
    """Return the simplified-Chinese face of the collection."""
    with source.open("rb") as file:
        faces = int.from_bytes(file.read(12)[8:12], "big")
    blob = uharfbuzz.Blob.from_file_path(source)
    for index in range(faces):
        face = uharfbuzz.Face(blob, index)
        if face.get_name(uharfbuzz.OTNameIdPredefined.FONT_FAMILY).endswith(" SC"):
            return face
    raise SystemExit(f"{source} holds no simplified-Chinese face.")


def cut(face: uharfbuzz.Face, weight: int) -> bytes:
    """Return the face at one weight (100–900), with every glyph."""
    wish = uharfbuzz.SubsetInput()
    wish.keep_everything()
    wish.pin_axis_location(face, "wght", weight)
    wish.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE | uharfbuzz.SubsetFlags.DOWNGRADE_CFF2
    return bytes(wish.subset(face).blob.data)


def name(data: bytes, style: str) -> TTFont:
    """Return the font with names and style bits that say what it is now.

    Its outlines and its map of characters are never looked at: fontTools would unpack them for 20 seconds.
    """
    font = TTFont(BytesIO(data), lazy=True)
    for table in ("DSIG", "STAT"):
        if table in font:
            del font[table]
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in KEPT_NAMES]
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    for number, text in ((1, FAMILY), (2, style), (3, postscript), (4, f"{FAMILY} {style}"), (6, postscript)):
        names.setName(text, number, 3, 1, 0x409)
    selection = font["OS/2"].fsSelection & ~(BOLD | REGULAR | ITALIC)
    font["OS/2"].fsSelection = selection | (BOLD if style == "Bold" else REGULAR)
    font["OS/2"].usWeightClass = WEIGHTS[style]
    font["head"].macStyle = int(style == "Bold")
    return font


def main() -> None:
    """Write both fonts and check that the rare characters are in them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    face = simplified_face(collection())
    characters = face.unicodes
    if missing := [character for character in RARE if ord(character) not in characters]:
        sys.exit(f"The font lacks {''.join(missing)}: not enough for people's names.")
    for style, weight in WEIGHTS.items():
        font = name(cut(face, weight), style)
        target = FOLDER / f"NotoSansSC-{style}.otf"
        with target.with_suffix(".new").open("wb") as file:
            font.save(file, reorderTables=False)
        target.with_suffix(".new").replace(target)
        print(f"{target.name}: {target.stat().st_size} bytes, {len(characters)} characters")


if __name__ == "__main__":
    main()
