"""`python -m yimen.device`: the bridge without the rest of the house."""

from yimen.device.cli import device

device()
