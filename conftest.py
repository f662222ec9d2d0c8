"""The whole suite's frame: Django on a fresh copy of the demo district for each test that asks for one.

Environment is set before Django is imported; the database of a test is named when the test begins. After every test
that touched a subject, its chain must hold and its journal, replayed, must give the stored row (`tests/replay.py`).
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
_instance = Path(tempfile.mkdtemp(prefix="yimen-test-"))
atexit.register(shutil.rmtree, _instance, ignore_errors=True)
os.environ.update(
    DJANGO_SETTINGS_MODULE="yimen.site.settings",
    YIMEN_INSTANCE=str(_instance),
    YIMEN_SECRET_KEY="only-for-tests",
    DATABASE_URL="postgresql:///named_by_the_test",
)

import django  # noqa: E402

django.setup()

from yimen.kernel.crypto import write_key_file  # noqa: E402

write_key_file(_instance / "keys.json")

from yimen.site.load import read_profile, trial_signing_keys  # noqa: E402

trial_signing_keys(read_profile(ROOT / "regions" / "440604", with_staff=False), _instance / "signing")

pytest_plugins = ["tests.databases", "tests.left_out", "tests.offices", "tests.departments"]
