"""PDFs signed as PAdES (ETSI EN 319 142) with ECDSA on P-256, and the check of such a signature without any network.

A folder holds what signs and what is trusted: `<code>.key.pem` and `<code>.cert.pem` of each department, and
`authority.pem` with the roots. Must never reach out: neither for revocation lists nor for time stamps.

pyHanko takes longer to load than the rest of the house: it is loaded by the first file that is signed or checked.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

T = TypeVar("T")
_VALID_FROM, _VALID_UNTIL = datetime(2016, 1, 1, tzinfo=UTC), datetime(2056, 1, 1, tzinfo=UTC)
_FIELD = "Issuer"


class Finding(StrEnum):
    """What the check of a file's signature found."""

    INTACT = "intact"
    """Signed under a trusted root, and not a byte has changed since."""
    ALTERED = "altered"
    """There is a signature, but it does not hold for this file, or something was added after it."""
    FOREIGN = "foreign"
    """The signature holds, but who signed is not trusted here."""
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"
    """It is no PDF, or one that cannot be read."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Who gets a key: the name and the unified credit code that stand in the certificate."""

    name: str
    credit_code: str


class NoSigningKey(Exception):
    """The folder holds no key for a department; the message names the file."""


def sign_pdf(pdf: bytes, folder: Path, code: str, *, reason: str, passphrase: str = "") -> bytes:
    """Return `pdf` signed with the key of `code`; the signature covers the whole file and forbids any change.

    Raises NoSigningKey.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

    key, certificate = folder / f"{code}.key.pem", folder / f"{code}.cert.pem"
    for file in (key, certificate):
        if not file.exists():
            raise NoSigningKey(f"{file} is not there")
    signer = SimpleSigner.load(  # type: ignore[no-untyped-call]
        str(key), str(certificate), ca_chain_files=_chain(folder), key_passphrase=passphrase.encode() or None
    )
    if signer is None:
        raise NoSigningKey(f"{key} does not open")
    signing = PdfSignatureMetadata(
        field_name=_FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    out: BytesIO = _apart(lambda: PdfSigner(signing, signer).sign_pdf(writer))
    return out.getvalue()


def check_pdf(pdf: bytes, folder: Path) -> Finding:
    """Return what the signature of `pdf` is worth under the roots of `folder`. Whatever comes in, nothing is raised.

    Every byte is covered but the signature's own container, whose padding means nothing; who must know that these are
    the very bytes that were issued compares the digest as well.
    """
    try:
        return _apart(lambda: _check(pdf, folder))
    except Exception:  # a hostile file may break a parser anywhere
        return Finding.UNREADABLE


def _check(pdf: bytes, folder: Path) -> Finding:
    from pyhanko.keys import load_certs_from_pemder
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    signatures = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    if not signatures:
        return Finding.UNSIGNED
    roots = list(load_certs_from_pemder([str(folder / "authority.pem")]))  # type: ignore[no-untyped-call]
    context = ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail")
    try:
        status = validate_pdf_signature(signatures[0], context)
    except Exception:  # it says that it is signed, and what it says is not even a signature
        return Finding.ALTERED
    if not (status.intact and status.valid and status.coverage is SignatureCoverageLevel.ENTIRE_FILE):
        return Finding.ALTERED
    return Finding.INTACT if status.trusted else Finding.FOREIGN


def _apart(do: Callable[[], T]) -> T:
    """Do it in a thread of its own: the library runs an event loop, and the caller may stand in one already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(do).result()


def _chain(folder: Path) -> list[str]:
    return [str(folder / "authority.pem")] if (folder / "authority.pem").exists() else []


def write_trial_keys(folder: Path, units: Mapping[str, Unit]) -> None:
    """Make an authority of a demo's or a test's own, and a key for each unit that has none. Never for production."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        authority_key, authority = _authority(folder)
        for code, unit in units.items():
            if (folder / f"{code}.cert.pem").exists():
                continue
            key = ec.generate_private_key(ec.SECP256R1())
            _write_key(folder / f"{code}.key.pem", key)
            issued = _certificate(_name(unit.name, unit.credit_code), key, authority.subject, authority_key, False)
            (folder / f"{code}.cert.pem").write_bytes(issued.public_bytes(Encoding.PEM))


def _authority(folder: Path) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key_file, file = folder / "authority.key.pem", folder / "authority.pem"
    if not file.exists():
        key = ec.generate_private_key(ec.SECP256R1())
        _write_key(key_file, key)
        name = _name("一门演示根证书 Yimen demo root", "")
        file.write_bytes(_certificate(name, key, name, key, True).public_bytes(Encoding.PEM))
    read = load_pem_private_key(key_file.read_bytes(), None)
    assert isinstance(read, ec.EllipticCurvePrivateKey)
    return read, x509.load_pem_x509_certificate(file.read_bytes())


def _certificate(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    is_authority: bool,
) -> x509.Certificate:
    usage = dict.fromkeys(
        ("data_encipherment", "key_agreement", "key_encipherment", "encipher_only", "decipher_only"), False
    )
    usage |= {"digital_signature": not is_authority, "content_commitment": not is_authority}
    usage |= {"key_cert_sign": is_authority, "crl_sign": is_authority}
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_VALID_FROM)
        .not_valid_after(_VALID_UNTIL)
        .add_extension(x509.BasicConstraints(is_authority, 0 if is_authority else None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    return builder.sign(issuer_key, SHA256())


def _name(name: str, credit_code: str) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"), x509.NameAttribute(NameOID.ORGANIZATION_NAME, name)]
    if credit_code:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, f"USCC-{credit_code}"))
    parts.append(x509.NameAttribute(NameOID.COMMON_NAME, name))
    return x509.Name(parts)


def _write_key(file: Path, key: ec.EllipticCurvePrivateKey) -> None:
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(text)
