"""What the races share."""

from tests.races.scene import scene

__all__ = ["scene"]
