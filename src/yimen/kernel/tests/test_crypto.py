"""Sealing, keyed hashes and the key file."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.kernel.crypto import (
    KEY_BYTES,
    Algorithm,
    Key,
    KeyRing,
    SealBroken,
    load_key_ring,
    seal,
    seal_with,
    sm3,
    unseal,
    unseal_with,
    write_key_file,
)


def ring(current: int = 2) -> KeyRing:
    """A ring with an AES key of earlier and an SM4 key of now."""
    sealing = {
        1: Key(1, Algorithm.AES_256_GCM, bytes(KEY_BYTES[Algorithm.AES_256_GCM])),
        2: Key(2, Algorithm.SM4_GCM, b"1" * KEY_BYTES[Algorithm.SM4_GCM]),
    }
    return KeyRing(sealing, {1: b"a" * 32, 2: b"b" * 32}, current)


def test_sm3_is_the_standard_one() -> None:
    """Example A.1 of GB/T 32905-2016."""
    assert sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@pytest.mark.parametrize("algorithm", Algorithm)
@given(plain=st.binary(max_size=200), context=st.binary(max_size=40))
def test_what_is_sealed_opens_only_in_its_place(algorithm: Algorithm, plain: bytes, context: bytes) -> None:
    """The same value sealed twice differs; another context, key or a changed byte does not open."""
    key = Key(7, algorithm, b"k" * KEY_BYTES[algorithm])
    sealed = seal(plain, key, context)
    assert sealed != seal(plain, key, context)
    assert unseal(sealed, lambda number, _: {7: key}[number], context) == plain
    with pytest.raises(SealBroken):
        unseal(sealed, lambda *_: key, context + b"x")
    with pytest.raises(SealBroken):
        unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), lambda *_: key, context)
    other = Key(7, algorithm, b"o" * KEY_BYTES[algorithm])
    with pytest.raises(SealBroken):
        unseal(sealed, lambda *_: other, context)


def test_an_old_value_opens_after_the_current_key_changed() -> None:
    """Sealed under AES when key 1 was current, opened when SM4 is."""
    old, new = ring(current=1), ring(current=2)
    sealed_key = old.new_data_key(b"person:1")
    value = seal_with(old.data_key(sealed_key, b"person:1"), "11010519491231002X", b"id")
    assert unseal_with(new.data_key(sealed_key, b"person:1"), value, b"id") == "11010519491231002X"
    assert new.new_data_key(b"person:2")[0] == Algorithm.SM4_GCM


def test_a_number_is_found_under_every_key_in_use() -> None:
    """Its hash under the old key is among those looked for."""
    assert ring(1).keyed_hash("resident_id", "1") in ring(2).keyed_hashes("resident_id", "1")
    assert ring(1).keyed_hash("resident_id", "1") != ring(1).keyed_hash("passport", "1")


def test_the_key_file_is_its_owners_alone_and_never_replaced(tmp_path: Path) -> None:
    """Mode 600; a second write is refused; a key is never printed."""
    file = tmp_path / "keys.json"
    write_key_file(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        write_key_file(file)
    key = load_key_ring(file).sealing[1]
    assert key.secret.hex() not in repr(key)
