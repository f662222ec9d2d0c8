"""Chromium as the browser tests and the screenshots start it: without a sandbox, with the Chinese font of set-up.

Nothing is installed here: `tools/run_tests.py` does that, or says what to run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from yimen.site.settings import FONTS

NAMES = ("chromium", "chromium-browser", "google-chrome")
_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{fonts}</dir>
<cachedir>{cache}</cachedir>
</fontconfig>
"""


def find() -> str | None:
    """Return the path of Chromium: the one named in YIMEN_CHROMIUM, else the first in PATH; None when there is none."""
    named = os.environ.get("YIMEN_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def chromium(path: str, *more: str) -> Iterator[Browser]:
    """Run Chromium for the block, with `more` of its own switches."""
    with tempfile.TemporaryDirectory(prefix="yimen-fonts-") as folder:
        conf = Path(folder) / "fonts.conf"
        conf.write_text(_FONTCONFIG.format(fonts=FONTS, cache=folder), encoding="utf-8")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=path,
                args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", *more],
                env={**os.environ, "FONTCONFIG_FILE": str(conf)},
            )
            try:
                yield browser
            finally:
                browser.close()
