"""A person with ten years of history: everything in one download, and everything gone, on SQLite and PostgreSQL.

    python -m benchmarks.rights

1,500 orders of three lines, 20,000 products looked at, 5,000 decisions with two offers and twenty refusals each, 10,000
answers, 1,200 contacts and 60 acts of permission, in a shop where a thousand others bought too.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from benchmarks.harness import installation, keep, postgres_answers, run

ORDERS, LOOKED, DECISIONS, CONTACTS, ACTS, OTHERS, PRODUCTS = 1_500, 20_000, 5_000, 1_200, 60, 1_000, 400
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAYS = 3650
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
OFFER = (
    '{"kind":"complement","product":"p%d","anchor":"p1","price":5995,"currency":"EUR","premium":0.09,"chance":0.12,'
    '"base_chance":0.05,"expected_margin":81.5,"basis":"orders","reason":"Because you bought Product 1",'
    '"words":"Product %d goes with it: 5 of 100 customers took both.","propensity":1.0}'
)
SAW = (
    '{"language":"nl","limit":3,"cart":[{"product":"p1","quantity":1,"unit_price":64900}],'
    '"person":{"owned":31,"refused":["p5","p6"],"satisfaction":0.9}}'
)


def ago(place: int, of: int) -> datetime:
    """Spread evenly over ten years."""
    return AT - timedelta(days=DAYS * (place + 1) / (of + 1))


def fill() -> str:
    """The shop; gives the key of the one with the long history."""
    import polars as pl

    from worthmore.shop import operations, queries

    products = [f"p{place}" for place in range(PRODUCTS)]
    names = [f"Product {place}" for place in range(PRODUCTS)]
    prices = {"price": [5995] * PRODUCTS, "currency": ["EUR"] * PRODUCTS}
    operations.save_products("shop", pl.DataFrame({"external_id": products, "name": names, **prices}), AT)
    people = {"external_id": ["ann"], "name": ["Ann Anttila"], "email": ["ann@example.fi"], "phone": ["+358401234567"]}
    operations.save_customers("shop", pl.DataFrame(people | {"postcode": ["00100"], "country": ["FI"]}), AT)
    bought = [
        (f"o{order}", f"{line}", f"p{(order * 3 + line) % PRODUCTS}", ago(order, ORDERS), 1, 5995, "EUR", "ann")
        for order in range(ORDERS)
        for line in range(3)
    ] + [(f"x{other}", "0", f"p{other % PRODUCTS}", AT, 1, 5995, "EUR", f"c{other}") for other in range(OTHERS)]
    columns = ["order_id", "key", "product_id", "at", "quantity", "unit_price", "currency", "customer_id"]
    operations.save_order_lines("shop", pl.DataFrame(bought, schema=columns, orient="row"), AT)
    looked = [(f"e{place}", "view", f"p{place % PRODUCTS}", ago(place, LOOKED), "ann") for place in range(LOOKED)]
    columns = ["external_id", "kind", "product_id", "at", "customer_id"]
    operations.save_activity("shop", pl.DataFrame(looked, schema=columns, orient="row"), AT)
    key = queries.person_key_of("shop", "ann")
    assert key is not None
    return key


def live(key: str) -> None:
    """Decisions, answers, contacts and what was said."""
    from worthmore.consent import operations as consent
    from worthmore.consent.operations import Saying
    from worthmore.consent.values import Proof
    from worthmore.outcomes import operations as outcomes
    from worthmore.outcomes.refusals_text import write_refusals
    from worthmore.outcomes.rows import ContactRow, DecisionRow, OutcomeRow
    from worthmore.vocabulary.decision import OfferKind, Refusal
    from worthmore.vocabulary.permission import Act, Channel, Purpose

    kind = OfferKind.COMPLEMENT
    refused = write_refusals(Refusal(kind, f"p{one}", "premium", "adds 31 % to the order") for one in range(20))
    offers = f"[{OFFER % (2, 2)},{OFFER % (3, 3)}]"
    made = [
        DecisionRow(f"d{place}", ago(place, DECISIONS), "shop", "cart", key, "offers", "m", "r", 2, "complement:2",
                    SAW, offers, refused)
        for place in range(DECISIONS)
    ]  # fmt: skip
    answers = [
        OutcomeRow(f"d{place}.{offer}", "impression", ago(place, DECISIONS), "shop", "cart", kind, "p2", "p1", key,
                   5995, "EUR")
        for place in range(DECISIONS)
        for offer in range(2)
    ]  # fmt: skip
    for start in range(0, len(answers), 1000):
        outcomes.record_decisions(made[start : start + 1000]) if made[start : start + 1000] else None
        outcomes.record_outcomes(answers[start : start + 1000])
    outcomes.contacted(
        [ContactRow(f"m{one}", key, "email", "marketing", ago(one, CONTACTS), "FI-1", "r") for one in range(CONTACTS)]
    )
    proof = Proof("benchmark", place="checkout", how="checkbox", evidence={"order": "o1"})
    said = (Act.GIVEN, Act.WITHDRAWN)
    consent.record(
        [Saying(key, said[one % 2], Channel.EMAIL, Purpose.MARKETING, ago(one, ACTS), proof) for one in range(ACTS)], AT
    )


def took(ask: Callable[[], object], times: int = 5) -> tuple[float, float]:
    """The shortest of a few runs: seconds, and how many of them this process really worked."""
    found = []
    for _ in range(times):
        started, worked = time.perf_counter(), time.process_time()
        ask()
        found.append((time.perf_counter() - started, time.process_time() - worked))
    return min(found)


def inside() -> None:
    """In the installation's own process: fill, ask, erase, print the figures as JSON."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "worthmore.site.settings")
    django.setup()
    from worthmore.rights import operations, queries

    key = fill()
    live(key)
    found = queries.download(key, AT)
    figures = {
        "json": took(lambda: queries.download(key, AT).as_json()),
        "html": took(lambda: queries.download(key, AT).as_html("nl")),
        "json_bytes": len(found.as_json()),
        "html_bytes": len(found.as_html("nl")),
        "erase": took(lambda: operations.erase(key, AT, "benchmark"), times=1),
    }
    print(json.dumps(figures))


def rows(database: str) -> list[dict[str, object]]:
    """The figures of one database, as rows of the table."""
    with installation("sqlite" if database == "sqlite" else "postgres") as environment:
        printed = run([sys.executable, "-m", "benchmarks.rights", "inside"], environment).output
    figures, name = json.loads(printed.strip().splitlines()[-1]), NAMES[database]
    size = {kind: figures[f"{kind}_bytes"] / 1e6 for kind in ("json", "html")}
    return [
        {
            "what": f"Ten years of one person as JSON, {name}",
            "measured": f"{_seconds(figures['json'])}, {size['json']:.1f} MB",
            "wanted": "< 2 s",
        },
        {
            "what": f"The same as one page to read, {name}",
            "measured": f"{_seconds(figures['html'])}, {size['html']:.1f} MB",
            "wanted": "< 2 s",
        },
        {"what": f"The same person erased, {name}", "measured": _seconds(figures["erase"]), "wanted": ""},
    ]


def _seconds(figure: list[float]) -> str:
    wall, worked = figure
    return f"{wall:.2f} s, {worked:.2f} s of it work"


def main() -> None:
    """Measure on both and keep."""
    databases = ["sqlite", *(["postgresql"] if postgres_answers() else [])]
    keep("rights", [row for database in databases for row in rows(database)])


if __name__ == "__main__":
    inside() if sys.argv[1:] == ["inside"] else main()
