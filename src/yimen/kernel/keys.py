"""The node's key ring, read once per process from the key file that the settings name."""

from __future__ import annotations

from django.conf import settings

from yimen.kernel.crypto import KeyRing, load_key_ring


def ring() -> KeyRing:
    """Return the key ring."""
    return load_key_ring(settings.KEY_FILE)
