"""Where this installation keeps its data, and its secret."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def data_folder() -> Path:
    """`WORTHMORE_HOME`, or `var/` in the checkout; made if missing."""
    named = os.environ.get("WORTHMORE_HOME")
    folder = Path(named) if named else Path(__file__).resolve().parents[3] / "var"
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


def secret(folder: Path) -> str:
    """`WORTHMORE_SECRET`, or a random one kept in the data folder, readable by its owner only."""
    named = os.environ.get("WORTHMORE_SECRET")
    if named:
        return named
    kept = folder / "secret.key"
    try:
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        value = secrets.token_urlsafe(48)
        file.write(value)
    return value
