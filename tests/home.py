"""Loaded by pytest before anything reads the settings: tests never touch the data of a running installation."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

HOME = tempfile.mkdtemp(prefix="worthmore-tests-")
os.environ["WORTHMORE_HOME"] = HOME
os.environ.setdefault("WORTHMORE_SECRET", "a secret for tests only, long enough to sign with")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
