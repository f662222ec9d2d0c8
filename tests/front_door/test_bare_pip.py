"""Pip for a Python without it: one known file, from the index that pip would ask, or a sentence that says why not."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest

from tools import bare_pip

ASKS = 'print("Installed:", *__import__("sys").argv[1:3])'


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder served as an index of packages, and its address."""
    folder = tmp_path / "index"
    (folder / "pip").mkdir(parents=True)
    (folder / "pip" / "index.html").write_text(f'<a href="../files/{bare_pip.WHEEL}#sha256=00">pip</a>')
    (folder / "files").mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        pass


def wheel() -> bytes:
    """A file that runs like pip's wheel and says what it was asked."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("pip/__main__.py", ASKS)
    return content.getvalue()


def test_the_known_file_is_run(
    mirror: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder, address = mirror
    (folder / "files" / bare_pip.WHEEL).write_bytes(wheel())
    monkeypatch.setattr(bare_pip, "SHA256", hashlib.sha256(wheel()).hexdigest())
    monkeypatch.setenv("PIP_INDEX_URL", address + "/")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    assert bare_pip.main([str(tmp_path / "venv")]) == 0
    assert capfd.readouterr().out == "Installed: install --no-index\n"


def test_another_file_of_that_name_is_never_run(
    mirror: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder, address = mirror
    (folder / "files" / bare_pip.WHEEL).write_bytes(wheel())
    monkeypatch.setenv("PIP_INDEX_URL", address)
    assert bare_pip.main([str(tmp_path)]) == 1
    said = capfd.readouterr()
    assert said.out == ""
    assert f"from {address}/pip/ is not the file it should be" in said.err


def test_an_index_without_it_is_named(mirror: tuple[Path, str]) -> None:
    folder, address = mirror
    (folder / "pip" / "index.html").write_text("<a href='pip-1.0.tar.gz'>pip</a>")
    with pytest.raises(bare_pip.NoPip, match=rf"{address}/pip/ has no pip-"):
        bare_pip.fetch({"index-url": address})


def test_an_index_that_cannot_be_read_is_named(mirror: tuple[Path, str]) -> None:
    _, address = mirror
    with pytest.raises(bare_pip.NoPip, match=r"/nothing/pip/ cannot be read: HTTP Error 404"):
        bare_pip.fetch({"index-url": f"{address}/nothing"})


def test_a_certificate_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(bare_pip.NoPip, match="cannot be read"):
        bare_pip.fetch({"cert": str(tmp_path / "no.pem")})


def test_settings_stand_where_pip_has_them_and_the_nearest_counts(tmp_path: Path) -> None:
    for folder, index in (("etc", "https://far.example"), ("home/.config/pip", "https://near.example")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "pip.conf").write_text(f"[global]\nindex-url = {index}\ncert = /{folder}.pem\n")
    home, machine = tmp_path / "home", tmp_path / "etc"
    known = bare_pip.settings({"PIP_CERT": "/own.pem"}, home, machine)
    assert (known["index-url"], known["cert"]) == ("https://near.example", "/own.pem")
    assert bare_pip.settings({"PIP_INDEX_URL": ""}, tmp_path, machine)["index-url"] == "https://far.example"
    assert bare_pip.settings({}, tmp_path, tmp_path) == {}
