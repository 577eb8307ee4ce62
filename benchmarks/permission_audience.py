"""May 100,000 people of the database be mailed, or called? Everything read from it, on SQLite and PostgreSQL.

    python -m benchmarks.permission_audience

A third of the people gave a permission, one in twenty objected to e-mail and one in thirty to everything; half of them
bought something, with a recorded contact at the sale. A list of 200,000 numbers is loaded for the question about calls.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from benchmarks.harness import installation, keep, postgres_answers, run

PEOPLE = 100_000
NUMBERS = 200_000
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
COUNTRIES = ("BE", "NL", "FI")
PREFIXES = {"BE": "0470", "NL": "06 10", "FI": "040 "}
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def fill() -> list[str]:
    """A shop of that many people, with what they bought and said."""
    import polars as pl

    from worthmore.shop import operations as shop
    from worthmore.shop.queries import keys_by_customer

    places = range(PEOPLE)
    countries = [COUNTRIES[place % 3] for place in places]
    customers = {
        "external_id": [f"c{place}" for place in places],
        "name": [f"Name {place}" for place in places],
        "email": [f"person{place}@example.org" for place in places],
        "phone": [f"{PREFIXES[country]}{place:06d}" for place, country in zip(places, countries, strict=True)],
        "postcode": [f"{1000 + place % 8000}" for place in places],
        "country": countries,
    }
    shop.save_customers("shop", pl.DataFrame(customers), AT)
    products = pl.DataFrame({"external_id": ["p"], "name": ["Bicycle"], "price": [50000], "currency": ["EUR"]})
    shop.save_products("shop", products, AT)
    buyers = range(0, PEOPLE, 2)
    lines = {
        "order_id": [f"o{place}-{time}" for place in buyers for time in range(3)],
        "key": ["1"] * (3 * len(buyers)),
        "product_id": ["p"] * (3 * len(buyers)),
        "customer_id": [f"c{place}" for place in buyers for _ in range(3)],
        "at": [AT - timedelta(days=30 + 200 * time) for _ in buyers for time in range(3)],
        "quantity": [1] * (3 * len(buyers)),
        "unit_price": [50000] * (3 * len(buyers)),
        "currency": ["EUR"] * (3 * len(buyers)),
    }
    shop.save_order_lines("shop", pl.DataFrame(lines), AT)
    by_id = keys_by_customer("shop", customers["external_id"])
    return [by_id[one] for one in customers["external_id"]]


def say(keys: list[str]) -> float:
    """What they said and how their addresses were obtained; gives the acts written a second."""
    from worthmore.consent import operations as consent
    from worthmore.consent.operations import Saying
    from worthmore.consent.values import Proof
    from worthmore.vocabulary.permission import Act, Channel, Purpose

    proof = Proof("benchmark", place="checkout", how="checkbox")
    acts = []
    for place, key in enumerate(keys):
        if place % 3 == 0:
            acts.append(Saying(key, Act.GIVEN, Channel.EMAIL, Purpose.MARKETING, AT - timedelta(days=60), proof))
        if place % 20 == 0:
            acts.append(Saying(key, Act.OBJECTED, Channel.EMAIL, None, AT - timedelta(days=5), proof))
        if place % 30 == 0:
            acts.append(Saying(key, Act.OBJECTED, None, None, AT - timedelta(days=5), proof))
    started = time.perf_counter()
    for start in range(0, len(acts), 5000):
        consent.record(acts[start : start + 5000], AT)
    return len(acts) / (time.perf_counter() - started)


def sell(keys: list[str]) -> None:
    """How the address of half of them was obtained."""
    from worthmore.consent import operations as consent
    from worthmore.consent.operations import SaleFact
    from worthmore.consent.values import Proof
    from worthmore.vocabulary.permission import Channel, SaleContact

    contact = SaleContact(Channel.EMAIL, AT - timedelta(days=430), by_seller=True, in_sale=True, opt_out_offered=True)
    proof = Proof("benchmark", place="checkout")
    facts = [SaleFact(key, contact, proof) for key in keys[::2]]
    for start in range(0, len(facts), 5000):
        consent.sale_contacts(facts[start : start + 5000], AT)


def load_list() -> float:
    """A do-not-contact list; gives its numbers a second."""
    from worthmore.consent.operations.lists import ListChunk, ListFile, import_list, known_list, number_digest

    known = known_list("DNCM")

    def chunks(after: int) -> list[ListChunk]:
        parts = range(0, NUMBERS, 20_000)
        return [
            ListChunk(
                start + 20_000, [number_digest(known, f"0470{place:06d}") for place in range(start, start + 20_000)]
            )
            for start in parts
        ]

    started = time.perf_counter()
    import_list(ListFile("DNCM", date(2026, 11, 20), "0" * 64), chunks, AT)
    return NUMBERS / (time.perf_counter() - started)


def best(ask: Callable[[], object], times: int = 5) -> float:
    """The shortest of a few runs, seconds: a machine others use as well only ever adds."""
    took = []
    for _ in range(times):
        started = time.perf_counter()
        ask()
        took.append(time.perf_counter() - started)
    return min(took)


def inside() -> None:
    """In the installation's own process: fill, ask, print the figures as JSON."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "worthmore.site.settings")
    django.setup()
    from worthmore.consent import queries
    from worthmore.vocabulary.permission import Channel, Question

    keys = fill()
    acts, _, numbers = say(keys), sell(keys), load_list()
    mail, call = Question(Channel.EMAIL, AT, similar=True), Question(Channel.CALL_LIVE, AT)
    allowed = sum(verdict.allowed for verdict in queries.may_many(mail, keys).values())
    took = []
    for key in keys[:2000]:
        started = time.perf_counter_ns()
        queries.subject(key, AT, Channel.ONSITE_PROFILE)
        took.append((time.perf_counter_ns() - started) / 1000)
    figures = {
        "mail": best(lambda: queries.may_many(mail, keys)),
        "call": best(lambda: queries.may_many(call, keys)),
        "one": statistics.median(took),
        "allowed": allowed,
        "acts": acts,
        "numbers": numbers,
    }
    print(json.dumps(figures))


def rows(database: str) -> list[dict[str, object]]:
    """The figures of one database, as rows of the table."""
    with installation("sqlite" if database == "sqlite" else "postgres") as environment:
        printed = run([sys.executable, "-m", "benchmarks.permission_audience", "inside"], environment).output
    figures = json.loads(printed.strip().splitlines()[-1])
    name = NAMES[database]
    return [
        {
            "what": f"May {PEOPLE:,} people be mailed, read from {name}",
            "measured": f"{figures['mail']:.2f} s, {figures['allowed']:,} allowed",
            "wanted": "< 5 s",
        },
        {
            "what": f"May {PEOPLE:,} people be called, with a list of {NUMBERS:,} numbers, {name}",
            "measured": f"{figures['call']:.2f} s",
            "wanted": "< 5 s",
        },
        {
            "what": f"One person's permissions read for an offer, {name}",
            "measured": f"median {figures['one']:.0f} µs",
            "wanted": "",
        },
        {
            "what": f"Permissions and objections written, {name}",
            "measured": f"{figures['acts']:,.0f} a second; numbers of a list: {figures['numbers']:,.0f} a second",
            "wanted": "",
        },
    ]


def main() -> None:
    """Measure on both and keep."""
    databases = ["sqlite", *(["postgresql"] if postgres_answers() else [])]
    keep("permission_audience", [row for database in databases for row in rows(database)])


if __name__ == "__main__":
    inside() if sys.argv[1:] == ["inside"] else main()
