"""POST /v1/pages with three placements beside POST /v1/offers with one: the same shop, customers and carts.

    python -m benchmarks.pages

Online Retail, one worker process on one core, one client on the other; the two are asked in turn, in short rounds, so
that a noisy moment meets both. Every decision is recorded: one for an offers request, three for a page.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator

import numpy as np

from benchmarks.api_offers import SAMPLE, bodies, server
from benchmarks.harness import ONLINE_RETAIL, installation, keep, run, worthmore
from benchmarks.load import Load, drive

SOURCE, ROUNDS, SECONDS = "online-retail", 8, 2.0
BLOCKS = [
    {"placement": "cart", "name": "main"},
    {"placement": "product_page", "name": "side", "beside": True},
    {"placement": "checkout", "name": "below"},
]


def questions(sample: dict[str, list[str]], key: str, path: str) -> Iterator[bytes]:
    """Endless requests with five products in the cart, a random customer and the first product chosen."""
    rng = np.random.default_rng(11)
    products, customers = np.array(sample["products"]), np.array(sample["customers"])
    asked = {"placement": "cart"} if path == "/v1/offers" else {"blocks": BLOCKS}
    while True:
        chosen = sorted(set(rng.choice(products, 5).tolist()))
        cart = [{"product": product, "quantity": 1} for product in chosen]
        about = {"customer": str(rng.choice(customers)), "cart": cart, "product": chosen[0], "locale": "en"}
        body = json.dumps({**asked, **about}).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer {key}"
        )
        yield head.encode() + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def main() -> None:
    """Medians of both, and the one over the other."""
    with installation() as environment:
        worthmore(environment, "import", "csv", str(ONLINE_RETAIL), "--source", SOURCE)
        worthmore(environment, "train")
        settings = {**environment, "BENCHMARK_SOURCE": SOURCE, "DJANGO_SETTINGS_MODULE": "worthmore.site.settings"}
        sample = json.loads(run([sys.executable, "-c", SAMPLE], settings).output)
        made = worthmore(environment, "keys", "create", "benchmark", "--scope", "server", "--source", SOURCE, "--json")
        key = json.loads(made.output)["key"]
        with server(environment) as (address, _):
            one, three = (bodies(questions(sample, key, path), 4_000) for path in ("/v1/offers", "/v1/pages"))
            for warm in (one, three):
                drive(address, warm, 1, SECONDS)
            os.sched_setaffinity(0, {1})
            offers, pages = Load(), Load()
            for _ in range(ROUNDS):
                offers += drive(address, one, 1, SECONDS)
                pages += drive(address, three, 1, SECONDS)
    if set(offers.statuses) | set(pages.statuses) != {200}:
        raise SystemExit(f"not every answer was 200: {offers.statuses} {pages.statuses}")
    ratio = pages.percentile(50) / offers.percentile(50)
    keep(
        "pages",
        [
            {
                "what": "POST /v1/pages with three placements ÷ POST /v1/offers with one, Online Retail, one client",
                "measured": f"medians {pages.percentile(50):.2f} ms ÷ {offers.percentile(50):.2f} ms = {ratio:.2f}; "
                f"p99 {pages.percentile(99):.2f} ms and {offers.percentile(99):.2f} ms",
                "wanted": "about 2 × at most",
            }
        ],
    )


if __name__ == "__main__":
    main()
