"""`make run` on a fresh clone with an empty package cache, and the second time: seconds to the first page.

python -m benchmarks.first_run
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.harness import ROOT, keep

INHERITED = ("VIRTUAL_ENV", "PYTHONPATH", "WORTHMORE_HOME", "DJANGO_SETTINGS_MODULE", "DATABASE_URL", "WORTHMORE_URL")


def seconds_to_first_page(checkout: Path, cache: Path) -> float:
    """Start `make run`, wait for the back office's login page, stop it again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {key: value for key, value in os.environ.items() if key not in INHERITED}
    environment |= {
        "PIP_NO_CACHE_DIR": "1",
        "UV_CACHE_DIR": str(cache),
        "XDG_CACHE_HOME": str(cache),
        "PORT": str(port),
    }
    started = time.perf_counter()
    process = subprocess.Popen(
        ["make", "run"], cwd=checkout, env=environment, start_new_session=True, stdout=subprocess.DEVNULL
    )
    try:
        while time.perf_counter() - started < 600 and process.poll() is None:
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
                return time.perf_counter() - started
            time.sleep(0.1)
        raise SystemExit("make run gave no page")
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=30)


def main() -> None:
    """Clone, run cold, run again."""
    with tempfile.TemporaryDirectory(prefix="worthmore-first-run-") as folder:
        checkout = Path(folder) / "worthmore"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(checkout)], check=True)
        cold = seconds_to_first_page(checkout, Path(folder) / "cache")
        again = seconds_to_first_page(checkout, Path(folder) / "cache")
    keep(
        "first_run",
        [
            {"what": "`make run`, fresh clone, cold package cache", "measured": f"{cold:.0f} s", "wanted": "< 90 s"},
            {"what": "`make run`, second time", "measured": f"{again:.1f} s", "wanted": "< 10 s"},
        ],
    )


if __name__ == "__main__":
    main()
