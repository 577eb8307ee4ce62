"""POST /v1/offers with five products in the cart and a known customer: latency and decisions a second.

    python -m benchmarks.api_offers             Online Retail
    python -m benchmarks.api_offers --large     also a shop of 100,000 products and 1,000,000 customers
    python -m benchmarks.api_offers --postgres  Online Retail in PostgreSQL, and in SQLite in the same rounds

One worker process on one core, the client on the other. Every decision is recorded, every person is read.
WORTHMORE_BENCHMARK_LARGE names a folder in which the large shop is kept once built, and found the next time.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.harness import ONLINE_RETAIL, ROOT, WORTHMORE, installation, keep, run, worthmore
from benchmarks.load import Load, drive

SECONDS = 12.0
ROUNDS = 6
SAMPLE = """
import json, os, django
django.setup()
from django.db import connection
source = os.environ["BENCHMARK_SOURCE"]
with connection.cursor() as cursor:
    cursor.execute("SELECT p.external_id FROM shop_orderline l JOIN shop_product p ON p.id = l.product_id "
                   "JOIN shop_source s ON s.id = p.source_id WHERE s.name = %s AND l.quantity > 0 "
                   "ORDER BY l.id %% 9973, l.id LIMIT 200000", [source])
    products = [row[0] for row in cursor.fetchall()]
    cursor.execute("SELECT c.external_id FROM shop_customer c JOIN shop_source s ON s.id = c.source_id "
                   "WHERE s.name = %s ORDER BY c.id %% 9973, c.id LIMIT 200000", [source])
    customers = [row[0] for row in cursor.fetchall()]
print(json.dumps({"products": products, "customers": customers}))
"""
LARGE = """
import django
django.setup()
import numpy as np
from datetime import UTC, datetime
from worthmore.simulation.scale import write_shop
at, rng = datetime(2026, 11, 1, tzinfo=UTC), np.random.default_rng(7)
write_shop("large", customers=1_000_000, products=100_000, at=at, rng=rng)
"""


def requests(sample: dict[str, list[str]], key: str) -> Iterator[bytes]:
    """Endless requests: five products weighted as they sell, a random customer."""
    rng = np.random.default_rng(11)
    products, customers = np.array(sample["products"]), np.array(sample["customers"])
    while True:
        cart = [{"product": product, "quantity": 1} for product in set(rng.choice(products, 5).tolist())]
        question = {"placement": "cart", "customer": str(rng.choice(customers)), "cart": cart, "locale": "en"}
        body = json.dumps(question).encode()
        yield (
            b"POST /v1/offers HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer "
            + key.encode()
            + b"\r\nContent-Length: %d\r\n\r\n" % len(body)
            + body
        )


@contextlib.contextmanager
def server(environment: dict[str, str]) -> Iterator[tuple[tuple[str, int], int]]:
    """The API in one worker on core 0: its address and process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = free.getsockname()
    limits = {**environment, "WORTHMORE_RATE_LIMIT": "0"}
    command = [*WORTHMORE, "serve", "api", "--port", str(address[1]), "--threads", "2"]
    process = subprocess.Popen(
        command, env=limits, cwd=ROOT, start_new_session=True, preexec_fn=lambda: os.sched_setaffinity(0, {0})
    )
    try:
        _wait_until_ready(address)
        yield address, process.pid
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=30)


def _wait_until_ready(address: tuple[str, int]) -> None:
    import urllib.request

    for _ in range(600):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://{address[0]}:{address[1]}/v1/ready", timeout=5).close()
            return
        time.sleep(0.2)
    raise SystemExit("the API did not become ready within two minutes")


def memory_mib(pid: int) -> float:
    """Resident memory of a process and its children, MiB."""
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    total = 0
    for one in [str(pid), *children]:
        with contextlib.suppress(OSError), open(f"/proc/{one}/status") as status:
            total += next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    return total / 1024


def bodies(questions: Iterator[bytes], count: int = 40_000) -> Iterator[bytes]:
    """Requests made beforehand, so that making them costs the client nothing; more than are asked in a run."""
    made = [next(questions) for _ in range(count)]
    while True:
        yield from made


def health() -> Iterator[bytes]:
    """The smallest question there is: what the web server and the machine can do at all."""
    while True:
        yield b"GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n"


@dataclass
class Asked:
    """A running server and what asking it gave: one client, sixteen, sixteen asking for nothing, memory in MiB."""

    address: tuple[str, int]
    pid: int
    questions: Iterator[bytes]
    single: Load = field(default_factory=Load)
    many: Load = field(default_factory=Load)
    bare: Load = field(default_factory=Load)
    memory: float = 0.0


@contextlib.contextmanager
def asked(environment: dict[str, str], source: str) -> Iterator[Asked]:
    """A warm server over an installation, with questions to ask it."""
    settings = {**environment, "BENCHMARK_SOURCE": source, "DJANGO_SETTINGS_MODULE": "worthmore.site.settings"}
    sample = json.loads(run([sys.executable, "-c", SAMPLE], settings).output)
    made = worthmore(environment, "keys", "create", "benchmark", "--scope", "server", "--source", source, "--json")
    key = json.loads(made.output)["key"]
    with server(environment) as (address, pid):
        questions = bodies(requests(sample, key))
        drive(address, questions, 1, 2.0)
        yield Asked(address, pid, questions)


def measure(*servers: Asked) -> None:
    """Ask each in turn, in short rounds, so that a noisy moment meets all of them."""
    os.sched_setaffinity(0, {1})
    for _ in range(ROUNDS):
        for one in servers:
            one.single += drive(one.address, one.questions, 1, SECONDS / ROUNDS)
            one.many += drive(one.address, one.questions, 16, SECONDS / ROUNDS)
            one.bare += drive(one.address, health(), 16, SECONDS / ROUNDS / 3)
    for one in servers:
        one.memory = memory_mib(one.pid)
        for load in (one.single, one.many, one.bare):
            if set(load.statuses) != {200}:
                raise SystemExit(f"not every answer was 200: {load.statuses}")


def rows(name: str, result: Asked) -> list[dict[str, object]]:
    """The lines of the table."""
    single, many, bare, memory = result.single, result.many, result.bare, result.memory
    return [
        {
            "what": f"POST /v1/offers, {name}, one client",
            "measured": f"median {single.percentile(50):.2f} ms, p99 {single.percentile(99):.2f} ms",
            "wanted": "median < 2 ms, p99 < 10 ms",
        },
        {
            "what": f"POST /v1/offers, {name}, sixteen clients",
            "measured": f"{many.per_second:.0f} decisions/s, p99 {many.percentile(99):.1f} ms; "
            f"GET /v1/health, the same moment: {bare.per_second:.0f}/s; {memory:.0f} MiB resident",
            "wanted": "≥ 1,500 decisions/s",
        },
    ]


@contextlib.contextmanager
def online_retail(database: str = "sqlite") -> Iterator[Asked]:
    """A server over Online Retail."""
    with installation(database) as environment:
        worthmore(environment, "import", "csv", str(ONLINE_RETAIL), "--source", "online-retail")
        worthmore(environment, "train")
        with asked(environment, "online-retail") as small:
            yield small


@contextlib.contextmanager
def large_shop() -> Iterator[Asked]:
    """A server over 100,000 products and 1,000,000 customers; building it takes some ten minutes."""
    kept = os.environ.get("WORTHMORE_BENCHMARK_LARGE")
    with installation(home=Path(kept) if kept else None) as environment:
        if not (Path(environment["WORTHMORE_HOME"]) / "models").exists():
            run([sys.executable, "-c", LARGE], {**environment, "DJANGO_SETTINGS_MODULE": "worthmore.site.settings"})
            worthmore(environment, "train")
        with asked(environment, "large") as large:
            yield large


def main() -> None:
    """Measure on Online Retail and, when asked, on the large shop or on PostgreSQL in the same rounds."""
    if "--postgres" in sys.argv:
        with online_retail("postgres") as postgres, online_retail() as small:
            measure(small, postgres)
            keep("api_offers_postgres", [*rows("Online Retail, PostgreSQL", postgres), _compared(small, postgres)])
        return
    if "--large" not in sys.argv:
        with online_retail() as small:
            measure(small)
            keep("api_offers", rows("Online Retail", small))
        return
    with large_shop() as large, online_retail() as small:
        measure(small, large)
        keep("api_offers", rows("Online Retail", small))
        slower: dict[str, object] = {
            "what": "Large ÷ Online Retail",
            "measured": _slower(small, large),
            "wanted": "≤ 1.5 ×",
        }
        keep("api_offers_large", [*rows("100,000 products, 1,000,000 customers", large), slower])


def _compared(small: Asked, postgres: Asked) -> dict[str, object]:
    return {"what": "PostgreSQL ÷ SQLite, Online Retail", "measured": _slower(small, postgres), "wanted": ""}


def _slower(base: Asked, other: Asked) -> str:
    median = other.single.percentile(50) / base.single.percentile(50)
    return f"median {median:.2f} ×, decisions/s {base.many.per_second / other.many.per_second:.2f} × fewer"


if __name__ == "__main__":
    main()
