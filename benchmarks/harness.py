"""Running a command in a data folder of its own, measuring it, and keeping the figures."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).parent / "results"
ONLINE_RETAIL = ROOT.parent / "shared" / "data" / "online_retail" / "online_retail.csv.gz"
WORTHMORE = [sys.executable, "-c", "from worthmore.cli import main; main()"]
POSTGRES = os.environ.get("WORTHMORE_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")


@dataclass(frozen=True)
class Cost:
    """What one command took: seconds, peak resident memory in MiB, and seconds of work, of it and its children."""

    seconds: float
    peak_mib: float
    output: str
    work: float


def run(arguments: list[str], environment: dict[str, str]) -> Cost:
    """Run a command to its end; its failure is ours."""
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(arguments, env=environment, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read()
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{text}")
    return Cost(time.perf_counter() - started, usage.ru_maxrss / 1024, text, usage.ru_utime + usage.ru_stime)


def worthmore(environment: dict[str, str], *arguments: str) -> Cost:
    """Run one `worthmore` command."""
    return run([*WORTHMORE, *arguments], environment)


@contextlib.contextmanager
def installation(database: str = "sqlite", home: Path | None = None) -> Iterator[dict[str, str]]:
    """The environment of an empty installation, on SQLite or in a fresh PostgreSQL database, removed afterwards.

    In a `home` of its own it stays, and is found as it was left.
    """
    where = contextlib.nullcontext(str(home)) if home else tempfile.TemporaryDirectory(prefix="worthmore-benchmark-")
    with where as folder:
        environment = {**os.environ, "WORTHMORE_HOME": folder}
        environment.pop("DATABASE_URL", None)
        if database == "sqlite":
            worthmore(environment, "setup")
            yield environment
            return
        with _postgres_database() as url:
            environment["DATABASE_URL"] = url
            worthmore(environment, "setup")
            yield environment


@contextlib.contextmanager
def _postgres_database() -> Iterator[str]:
    import psycopg

    name = f"worthmore_benchmark_{os.getpid()}"
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield POSTGRES.rsplit("/", 1)[0] + "/" + name
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def postgres_answers() -> bool:
    """Whether there is a PostgreSQL to measure on."""
    import psycopg

    try:
        psycopg.connect(POSTGRES, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def keep(name: str, rows: list[dict[str, object]]) -> None:
    """Print the figures and keep them; `python -m benchmarks.table` writes them into docs/benchmarks.md."""
    RESULTS.mkdir(exist_ok=True)
    machine = f"{os.cpu_count()} cores, {platform.machine()}, CPython {platform.python_version()}"
    (RESULTS / f"{name}.json").write_text(json.dumps({"machine": machine, "rows": rows}, indent=1) + "\n")
    for row in rows:
        print("  ".join(f"{key}: {value}" for key, value in row.items()))
