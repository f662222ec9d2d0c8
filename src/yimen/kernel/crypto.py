"""Sealing and keyed hashes. Every sealed value names its algorithm and key, so that both can be replaced later.

Layout of a sealed value: 1 byte algorithm, 2 bytes key number, 12 bytes nonce, ciphertext with tag. A person's values
are
sealed under the person's own data key, itself sealed under a master key: destroying the data key erases the person
while the journal's chain stays whole. A keyed hash (2 bytes key number, HMAC-SM3) finds a document number without
opening
anything.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SM3, Hash
from cryptography.hazmat.primitives.hmac import HMAC

_NONCE = 12
_TAG = 16


class Algorithm(IntEnum):
    """How a value is sealed; the number stands in the value."""

    AES_256_GCM = 1
    SM4_GCM = 2


KEY_BYTES: Mapping[Algorithm, int] = {Algorithm.AES_256_GCM: 32, Algorithm.SM4_GCM: 16}


class SealBroken(Exception):
    """A sealed value does not open: wrong key, wrong place, or altered."""


@dataclass(frozen=True, slots=True)
class Key:
    """A secret key with its number and algorithm. Never printed."""

    number: int
    algorithm: Algorithm
    secret: bytes

    def __repr__(self) -> str:
        return f"Key({self.number}, {self.algorithm.name})"


def sm3(data: bytes) -> bytes:
    """Return the SM3 digest (GB/T 32905-2016), 32 bytes."""
    digest = Hash(SM3())
    digest.update(data)
    return digest.finalize()


def seal(plain: bytes, key: Key, context: bytes) -> bytes:
    """Seal `plain` so that it opens only with `key` and for the same `context` (whose value, which field)."""
    nonce = secrets.token_bytes(_NONCE)
    if key.algorithm is Algorithm.AES_256_GCM:
        body = AESGCM(key.secret).encrypt(nonce, plain, context)
    else:
        sealing = Cipher(algorithms.SM4(key.secret), modes.GCM(nonce)).encryptor()
        sealing.authenticate_additional_data(context)
        body = sealing.update(plain) + sealing.finalize() + sealing.tag
    return bytes([key.algorithm]) + key.number.to_bytes(2, "big") + nonce + body


def unseal(sealed: bytes, key: Callable[[int, Algorithm], Key], context: bytes) -> bytes:
    """Open a sealed value; `key` gives the key for a number. Raises SealBroken."""
    algorithm = Algorithm(sealed[0])
    secret = key(int.from_bytes(sealed[1:3], "big"), algorithm).secret
    nonce, body = sealed[3 : 3 + _NONCE], sealed[3 + _NONCE :]
    try:
        if algorithm is Algorithm.AES_256_GCM:
            return AESGCM(secret).decrypt(nonce, body, context)
        opening = Cipher(algorithms.SM4(secret), modes.GCM(nonce, body[-_TAG:])).decryptor()
        opening.authenticate_additional_data(context)
        return opening.update(body[:-_TAG]) + opening.finalize()
    except InvalidTag:
        raise SealBroken("a sealed value does not open") from None


@dataclass(frozen=True)
class KeyRing:
    """The node's master keys: sealing keys and hash keys by number, and which number is current."""

    sealing: Mapping[int, Key]
    hashing: Mapping[int, bytes]
    current: int

    def sealed(self, plain: bytes, context: bytes) -> bytes:
        """Seal `plain` under the current master key for `context`."""
        return seal(plain, self.sealing[self.current], context)

    def opened(self, sealed: bytes, context: bytes) -> bytes:
        """Open what any master key of the ring has sealed for `context`. Raises SealBroken."""
        return unseal(sealed, lambda number, _: self.sealing[number], context)

    def new_data_key(self, context: bytes) -> bytes:
        """Return a fresh data key, sealed under the current master key, for one person."""
        return self.sealed(secrets.token_bytes(KEY_BYTES[self.sealing[self.current].algorithm]), context)

    def data_key(self, sealed_key: bytes, context: bytes) -> Key:
        """Open a person's data key."""
        return Key(0, Algorithm(sealed_key[0]), self.opened(sealed_key, context))

    def keyed_hash(self, purpose: str, value: str, number: int | None = None) -> bytes:
        """Return the keyed hash by which `value` is found: HMAC-SM3 under the key `number` (the current one)."""
        number = self.current if number is None else number
        mac = HMAC(self.hashing[number], SM3())
        mac.update(purpose.encode() + b"\0" + value.encode())
        return number.to_bytes(2, "big") + mac.finalize()

    def keyed_hashes(self, purpose: str, value: str) -> list[bytes]:
        """Return the hash under every key still in use, newest first: a value is found while keys are being changed."""
        return [self.keyed_hash(purpose, value, number) for number in sorted(self.hashing, reverse=True)]


def seal_with(data_key: Key, plain: str, context: bytes) -> bytes:
    """Seal a text under a person's data key."""
    return seal(plain.encode(), data_key, context)


def unseal_with(data_key: Key, sealed: bytes, context: bytes) -> str:
    """Open a text sealed under a person's data key."""
    return unseal(sealed, lambda _number, _algorithm: data_key, context).decode()


@cache
def load_key_ring(path: Path) -> KeyRing:
    """Read the key file: `{"current": 1, "sealing": {"1": {"algorithm", "secret"}}, "hashing": {"1": hex}}`."""
    text = json.loads(path.read_text(encoding="utf-8"))
    sealing = {
        int(n): Key(int(n), Algorithm[k["algorithm"]], bytes.fromhex(k["secret"])) for n, k in text["sealing"].items()
    }
    return KeyRing(sealing, {int(n): bytes.fromhex(h) for n, h in text["hashing"].items()}, int(text["current"]))


def write_key_file(path: Path, algorithm: Algorithm = Algorithm.SM4_GCM) -> None:
    """Write a fresh key file that only its owner can read; refuses to replace one."""
    text = {
        "current": 1,
        "sealing": {"1": {"algorithm": algorithm.name, "secret": secrets.token_hex(KEY_BYTES[algorithm])}},
        "hashing": {"1": secrets.token_hex(32)},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(text, file, indent=1)
