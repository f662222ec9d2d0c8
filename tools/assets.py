"""Collects what a browser loads from node_modules into var/assets/static/vendor: what is served, no more.

Run by tools/setup.py; needs only the standard library. Must never fetch anything: npm has done that.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "var" / "assets" / "static" / "vendor"
SERVED = {
    "tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "tabler.min.js": "@tabler/core/dist/js/tabler.min.js",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
}
LICENCES = ("@tabler/core", "@tabler/icons", "htmx.org", "@popperjs/core")
# The maps are not served, and a file that names a missing one stops Django's collection of static files.
SOURCE_MAP = re.compile(r"^(//|/\*)# sourceMappingURL=.*$", re.MULTILINE)


def icon_names(text: str) -> list[str]:
    """Return the names in `icons.txt`, in order, without comments.

    >>> icon_names("# a comment\\nhome\\n\\nuser")
    ['home', 'user']
    """
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def sprite(names: Iterable[str], folder: Path) -> str:
    """Return one SVG with a symbol per icon, `#NAME`.

    Raises:
        SystemExit: a name in the list has no icon.
    """
    symbols = []
    for name in names:
        file = folder / f"{name}.svg"
        if not file.exists():
            raise SystemExit(f"tools/icons.txt names {name!r}, and there is no such icon in {folder}.")
        drawing = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        shapes = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>', "", drawing)
        tight = re.sub(r">\s+<", "><", shapes.strip())
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{tight}</symbol>')
    style = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    notice = "<!-- Tabler Icons, MIT licence, https://tabler.io/icons -->"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {style}>{notice}{"".join(symbols)}</svg>\n'


def collect() -> int:
    """Fill the vendor folder anew and return the bytes in it."""
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, source in SERVED.items():
        text = (MODULES / source).read_text(encoding="utf-8")
        (fresh / name).write_text(SOURCE_MAP.sub("", text), encoding="utf-8")
    names = icon_names((ROOT / "tools" / "icons.txt").read_text(encoding="utf-8"))
    icons = sprite(names, MODULES / "@tabler" / "icons" / "icons" / "outline")
    (fresh / "icons.svg").write_text(icons, encoding="utf-8")
    licences = []
    for package in LICENCES:
        found = sorted((MODULES / package).glob("LICEN[CS]E*"))
        text = found[0].read_text(encoding="utf-8") if found else "See the notice in the file.\n"
        licences.append(f"{package}\n\n{text}\n")
    (fresh / "LICENCES.txt").write_text("\n".join(licences), encoding="utf-8")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)
    return sum(file.stat().st_size for file in VENDOR.iterdir())


if __name__ == "__main__":
    if not MODULES.is_dir():
        sys.exit("There is no node_modules folder. Run: make setup")
    print(f"{collect()} bytes in {VENDOR.relative_to(ROOT)}")
