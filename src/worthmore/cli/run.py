"""`worthmore run`: from nothing to a running demo in one command; the second time it only starts."""

from __future__ import annotations

import os
from pathlib import Path

import click

from worthmore.cli import demo, serve
from worthmore.cli.setup import migrate


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=lambda: int(os.environ.get("PORT", "8000")), show_default="8000", type=int)
@click.option("--threads", default=4, show_default=True, type=click.IntRange(2, 64))
def run(host: str, port: int, threads: int) -> None:
    """Set up the demo shop if the database is empty, learn from it, and serve everything on one port."""
    serve.check_port(host, port)
    home, address = prepare(host, port)
    till = demo.till_key(home)
    login = demo.login(home)
    click.echo()
    click.echo(f"  Back office     {address}/office/   login: {login.name}   password: {login.password}")
    click.echo(f"  Demo shop       {address}/shop/")
    click.echo(f"  Till            {address}/till/     key: {till}")
    click.echo(f"  API             {address}/v1/openapi.json")
    click.echo(f"  Data            {home}")
    click.echo("\nStop with Ctrl-C.")
    serve.start("all", host, port, 1, threads)


def prepare(host: str, port: int) -> tuple[Path, str]:
    """Everything a first start needs; what is there already stays as it is."""
    from django.conf import settings

    home = Path(settings.WORTHMORE_HOME)
    address = f"http://{host}:{port}"
    # The server process reads its settings anew and must know its own address.
    os.environ.setdefault("WORTHMORE_URL", address)
    migrate()
    demo.fill(home)
    demo.keys(home, address, f"http://localhost:{port}")
    return home, address
