"""What makes a fresh installation a demo: a shop, something learned, a login and keys."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from worthmore.vocabulary.clock import now

SOURCE = "demo"


@dataclass(frozen=True)
class Login:
    """The demo's back-office login."""

    name: str
    password: str


def fill(home: Path) -> None:
    """Build the demo shop in an empty database and learn from whatever is not learned yet."""
    from worthmore.shop import queries
    from worthmore.training.queries import current

    with Progress(
        TextColumn("{task.description:<34}"), BarColumn(), TimeElapsedColumn(), console=Console(stderr=True)
    ) as progress:
        if not queries.sources():
            _build(progress)
        if current(home) is None:
            _train(progress, home)


def _build(progress: Progress) -> None:
    from worthmore.simulation.demo import build_demo

    task = progress.add_task("Building the demo shop", total=1.0)
    build_demo(now(), progress=lambda text, share: progress.update(task, description=text, completed=share))
    progress.update(task, description="Built the demo shop", completed=1.0)


def _train(progress: Progress, home: Path) -> None:
    from worthmore.training.train import train

    task = progress.add_task("Learning from its orders", total=1.0)
    train(home, now(), progress=lambda text, share: progress.update(task, description=text, completed=share))
    progress.update(task, description="Learned from its orders", completed=1.0)


def login(home: Path) -> Login:
    """The demo login, made once with a random password that is kept in the data folder."""
    from worthmore.cli.user import save_user

    kept = home / "demo-login.json"
    if kept.exists():
        return Login(**json.loads(kept.read_text()))
    made = Login("demo", secrets.token_urlsafe(9))
    save_user(made.name, made.password)
    _keep(kept, asdict(made))
    return made


def keys(home: Path, *origins: str) -> None:
    """The demo shop's own API keys, in a file the shop reads; made anew when the address has changed."""
    from worthmore.api.operations import create_key

    kept = home / "demo-keys.json"
    known = json.loads(kept.read_text()) if kept.exists() else {}
    if known.get("origins") == list(origins) and "till" in known:
        return
    storefront = create_key("demo shop, in the browser", "storefront", SOURCE, list(origins), now())
    server = create_key("demo shop, its server", "server", SOURCE, [], now())
    till = create_key("demo shop, its till", "till", SOURCE, [], now())
    _keep(kept, {"storefront": storefront, "server": server, "till": till, "origins": list(origins)})


def till_key(home: Path) -> str:
    """The key that the demo shop's till is given once."""
    return str(json.loads((home / "demo-keys.json").read_text())["till"])


def _keep(file: Path, content: dict[str, object]) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as opened:
        json.dump(content, opened)
