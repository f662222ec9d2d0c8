"""A region's profile from its text, and the trial keys of its departments. Needs no settings."""

from __future__ import annotations

from pathlib import Path

import msgspec
import yaml

from yimen.kernel.signatures import Unit, write_trial_keys
from yimen.people.rules.profile import Profile


def read_profile(folder: Path, *, with_staff: bool) -> Profile:
    """Return the region's profile from its text."""
    text = yaml.safe_load((folder / "region.yaml").read_text(encoding="utf-8"))
    if with_staff:
        text |= yaml.safe_load((folder / "staff.yaml").read_text(encoding="utf-8"))
    return msgspec.convert(text, Profile)


def trial_signing_keys(profile: Profile, folder: Path) -> None:
    """Make an authority of the demo's own and a signing key for each department that has none."""
    write_trial_keys(folder, {d.code: Unit(f"{d.name.zh}（演示）", d.credit_code) for d in profile.departments})
