"""A server in a terminal, stopped with Ctrl-C."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

SERVE = "from worthmore.cli import main; main()"


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError):
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/health", timeout=2).status == 200
    return False


def test_ctrl_c_ends_the_server_gracefully(tmp_path: Path) -> None:
    """A terminal sends Ctrl-C to the server and to its worker at once; the worker must not have to be killed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "WORTHMORE_HOME": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", SERVE]
    subprocess.run([*command, "setup"], env=environment, check=True, capture_output=True)
    server = subprocess.Popen(
        [*command, "serve", "api", "--port", str(port)],
        env=environment,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        tries = 0
        while not _answers(port) and tries < 300:
            time.sleep(0.1)
            tries += 1
        assert tries < 300, "the server never answered"
        os.killpg(server.pid, signal.SIGINT)
        said, _ = server.communicate(timeout=60)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
    assert "Killing" not in said
    assert server.returncode == 0
