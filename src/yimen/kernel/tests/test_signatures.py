"""Signed PDFs, checked offline: one changed byte, an addition, a foreign root, no signature are told apart."""

from __future__ import annotations

import asyncio
import stat
import threading
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pypdf import PdfReader, PdfWriter

from yimen.kernel.signatures import Finding, NoSigningKey, Unit, check_pdf, sign_pdf, write_trial_keys

UNITS = {"registry": Unit("不动产登记中心（演示）", "114406040000002387"), "tax": Unit("税务局", "114406040000001231")}


def blank(text: str = "") -> bytes:
    """A PDF of one page."""
    out, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": text or "blank"})
    writer.write(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with keys of two departments."""
    made = tmp_path_factory.mktemp("signing")
    write_trial_keys(made, UNITS)
    return made


def test_a_signed_file_is_intact_and_trusted(folder: Path) -> None:
    """Also when an event loop runs in the caller's thread."""
    signed = sign_pdf(blank(), folder, "registry", reason="N-1")
    assert check_pdf(signed, folder) is Finding.INTACT

    async def within() -> Finding:
        return check_pdf(sign_pdf(blank(), folder, "tax", reason="N-2"), folder)

    assert asyncio.run(within()) is Finding.INTACT


def test_the_signature_covers_all_but_itself(folder: Path) -> None:
    """Byte ranges from the first byte to the last, with a gap only for the signature."""
    signed = sign_pdf(blank(), folder, "registry", reason="N-1")
    field = PdfReader(BytesIO(signed)).get_fields()["Issuer"]["/V"]  # type: ignore[index]
    first, length, second, rest = (int(n) for n in field["/ByteRange"])
    assert (first, second + rest) == (0, len(signed)) and 0 < second - length < 40_000
    assert field["/SubFilter"] == "/ETSI.CAdES.detached"


def test_one_changed_byte_is_found_wherever_it_is(folder: Path) -> None:
    """A bit turned in every 31st byte that the signature covers: never intact. Its own container has room to spare."""
    signed = sign_pdf(blank(), folder, "registry", reason="N-1")
    field = PdfReader(BytesIO(signed)).get_fields()["Issuer"]["/V"]  # type: ignore[index]
    _, gap, after, _ = (int(n) for n in field["/ByteRange"])
    for place in [*range(0, gap, 31), gap - 1, after, *range(after, len(signed), 31), len(signed) - 1]:
        altered = bytearray(signed)
        altered[place] ^= 1
        assert check_pdf(bytes(altered), folder) is not Finding.INTACT, place


def test_what_is_added_is_found(folder: Path) -> None:
    """An update after the signature, a truncated file, bytes behind the end."""
    signed = sign_pdf(blank(), folder, "registry", reason="N-1")
    writer = PdfWriter(BytesIO(signed), incremental=True)
    writer.add_metadata({"/Subject": "more"})
    out = BytesIO()
    writer.write(out)
    assert check_pdf(out.getvalue(), folder) is Finding.ALTERED
    assert check_pdf(signed[:-40], folder) is not Finding.INTACT
    assert check_pdf(signed + b"%more\n", folder) is not Finding.INTACT


def test_a_foreign_root_is_not_trusted(folder: Path, tmp_path: Path) -> None:
    """The same names under another authority."""
    write_trial_keys(tmp_path, UNITS)
    assert check_pdf(sign_pdf(blank(), tmp_path, "registry", reason="N-1"), folder) is Finding.FOREIGN


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-",
        b"\x89PNG\r\n\x1a\n" + bytes(64),
        b"%PDF-1.7\n" + bytes(5000),
        "证书".encode() * 100,
        b"(" * 90_000,
    ],
)
def test_what_is_no_pdf_is_told_so(folder: Path, content: bytes) -> None:
    """Nothing is raised, whatever comes in."""
    assert check_pdf(content, folder) is Finding.UNREADABLE


def test_an_unsigned_and_a_locked_file(folder: Path) -> None:
    """A print to PDF has no signature; a locked one cannot be read."""
    assert check_pdf(blank(), folder) is Finding.UNSIGNED
    out, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret")
    writer.write(out)
    assert check_pdf(out.getvalue(), folder) in (Finding.UNREADABLE, Finding.UNSIGNED)


def test_keys_are_p256_and_name_their_department(folder: Path) -> None:
    """Name and credit code stand in the certificate; only the owner reads a key; a second run changes nothing."""
    certificate = x509.load_pem_x509_certificate((folder / "registry.cert.pem").read_bytes())
    key = certificate.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == "secp256r1"
    (code,) = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_IDENTIFIER)
    (name,) = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    assert (code.value, name.value) == ("USCC-114406040000002387", "不动产登记中心（演示）")
    before = {f.name: f.read_bytes() for f in folder.glob("*.pem")}
    write_trial_keys(folder, UNITS)
    assert before == {f.name: f.read_bytes() for f in folder.glob("*.pem")}
    for file in folder.glob("*.key.pem"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_loads_at_once_make_one_authority(tmp_path: Path) -> None:
    """Every key stands under the root that stays."""
    threads = [threading.Thread(target=write_trial_keys, args=(tmp_path, UNITS)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for code in UNITS:
        assert check_pdf(sign_pdf(blank(), tmp_path, code, reason="N-1"), tmp_path) is Finding.INTACT


def test_without_a_key_nothing_is_signed(folder: Path) -> None:
    """The message names the file."""
    with pytest.raises(NoSigningKey, match=r"health\.key\.pem"):
        sign_pdf(blank(), folder, "health", reason="N-1")
