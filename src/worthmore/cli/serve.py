"""`worthmore serve`: the web server."""

from __future__ import annotations

import signal
import socket
from typing import Any

import click

PARTS = {"all": "application", "api": "api", "pages": "pages"}


@click.command()
@click.argument("part", type=click.Choice(list(PARTS)), default="all")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(2, 64), help="Threads in each process.")
def serve(part: str, host: str, port: int, workers: int, threads: int) -> None:
    """Serve PART: the pages and the API together (all), or one of them in a process of its own."""
    check_port(host, port)
    start(part, host, port, workers, threads)


def check_port(host: str, port: int) -> None:
    """A clear sentence instead of a traceback when something else has the port."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Cannot listen on {host}:{port} ({error.strerror}). Choose another port: --port {port + 1}, "
                f"or make run PORT={port + 1}."
            ) from error


def start(part: str, host: str, port: int, workers: int, threads: int) -> None:
    """Serve until stopped."""
    import multiprocessing

    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # Workers start as fresh processes. A copy of this one would hold the settings it has read, and the locks of the
    # threads that built the demo shop, which do not come along: the first order would wait for ever.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        f"worthmore.site.wsgi:{PARTS[part]}",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        backlog=1024,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    )
    server.serve(target_loader=_deaf_to_ctrl_c)


def _deaf_to_ctrl_c(target: str) -> Any:
    """Load the application in a worker, which from then on leaves Ctrl-C to the server that started it.

    A terminal sends Ctrl-C to both. A worker that gets it together with the server's own word to stop misses both.
    """
    from django.utils.module_loading import import_string

    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    return import_string(target.replace(":", "."))
