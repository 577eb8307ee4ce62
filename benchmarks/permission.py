"""Pure permission: one prepared answer, and 100,000 people for one question. No database, no network.

    python -m benchmarks.permission

Six countries and an unknown one, every relation, half a dozen statements each; a third ends in yes by soft opt-in or
consent, the rest in no with the conditions checked and what would change the answer.
"""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice, product

from benchmarks.harness import keep
from worthmore.law.permission import resolver
from worthmore.law.table import load
from worthmore.vocabulary.permission import (
    Act,
    Channel,
    Purpose,
    Question,
    Relation,
    SaleContact,
    Statement,
    Subject,
)

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
PEOPLE = 100_000
RUNS = 20_000
COUNTRIES = ("BE", "NL", "FI", "DE", "FR", "GB", "")
QUESTION = Question(Channel.EMAIL, AT, similar=True)


def statements(place: int) -> tuple[Statement, ...]:
    """What one person said over the years: consents and objections to several channels."""
    said = [Statement(Act.GIVEN, Channel.SMS, Purpose.MARKETING, AT - timedelta(days=900))]
    said += [Statement(Act.OBJECTED, Channel.POST, None, AT - timedelta(days=100 * year)) for year in range(1, 4)]
    if place % 3 == 0:
        said.append(Statement(Act.GIVEN, Channel.EMAIL, Purpose.MARKETING, AT - timedelta(days=40), double_opt_in=True))
    if place % 9 == 0:
        said.append(Statement(Act.WITHDRAWN, Channel.EMAIL, Purpose.MARKETING, AT - timedelta(days=4)))
    return tuple(said)


def people(count: int) -> list[Subject]:
    """As many people as asked for, every kind of them."""
    kinds = islice(cycle(product(COUNTRIES, Relation)), count)
    sold = (SaleContact(Channel.EMAIL, AT - timedelta(days=200), by_seller=True, in_sale=True, opt_out_offered=True),)
    return [
        Subject(f"p{place}", country, relation=relation, statements=statements(place), sale_contacts=sold)
        for place, (country, relation) in enumerate(kinds)
    ]


def single(subjects: list[Subject]) -> str:
    """One answer by a prepared resolver, in microseconds."""
    answer = resolver(load(), QUESTION)
    for subject in subjects[: len(COUNTRIES) * len(Relation)]:
        answer(subject)
    took = []
    for subject in subjects[:RUNS]:
        started = time.perf_counter_ns()
        answer(subject)
        took.append((time.perf_counter_ns() - started) / 1000)
    return f"median {statistics.median(took):.1f} µs, 99 % under {statistics.quantiles(took, n=100)[98]:.1f} µs"


def many(subjects: list[Subject]) -> str:
    """All of them, the preparation included."""
    started = time.perf_counter()
    answer = resolver(load(), QUESTION)
    allowed = sum(answer(subject).allowed for subject in subjects)
    took = time.perf_counter() - started
    if not 0.2 < allowed / len(subjects) < 0.8:
        raise SystemExit(f"{allowed} of {len(subjects)} allowed; the benchmark is not what it says")
    return f"{took:.2f} s, {allowed:,} allowed"


def fresh() -> str:
    """A question asked for the first time in an hour: the rows are looked up in the whole table."""
    table, took = load(), []
    for hour in range(200):
        started = time.perf_counter_ns()
        resolver(table, Question(Channel.EMAIL, AT + timedelta(hours=hour), similar=True))(Subject("p", "BE"))
        took.append((time.perf_counter_ns() - started) / 1000)
    return f"median {statistics.median(took):.0f} µs"


def main() -> None:
    """Measure and keep."""
    subjects = people(PEOPLE)
    keep(
        "permission",
        [
            {"what": "May one loaded person be mailed, prepared", "measured": single(subjects), "wanted": "< 50 µs"},
            {"what": "May 100,000 loaded people be mailed", "measured": many(subjects), "wanted": "< 2 s"},
            {"what": "The first answer of an hour for a country", "measured": fresh(), "wanted": ""},
        ],
    )


if __name__ == "__main__":
    main()
