"""Pure `decide` with 50 candidates: all guards, ranking and the words of the offers. No database, no network.

    python -m benchmarks.decide_50

Half of the candidates come from baskets, half from customers; five lines in the cart; the customer owns and has
refused some products, and about half of the candidates are refused with their figures.
"""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime, timedelta

from benchmarks.harness import keep
from worthmore.decide.ports import Knowledge
from worthmore.offering.rules import rules
from worthmore.placements import find
from worthmore.vocabulary.evidence import Basis, Evidence, Neighbour
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import CartLine, Person, Situation

AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
LINES, EACH = 5, 5
RUNS = 3000


def products() -> dict[str, Product]:
    """Five products in the cart, and ten that belong to each."""
    made = {f"cart-{line}": Product(f"cart-{line}", f"Thing {line}", 2_000, "EUR") for line in range(LINES)}
    for line in range(LINES):
        for place in range(2 * EACH):
            price = 900 + 400 * place
            name = f"other-{line}-{place}"
            made[name] = Product(name, f"Other {line} {place}", price, "EUR", cost=price // 2)
    return made


def neighbours(basis: Basis, first: int) -> dict[str, list[Neighbour]]:
    """What belongs to each product in the cart."""
    evidence = Evidence(basis, 120, 140, 3.0, 2.5, 3.5)
    return {
        f"cart-{line}": [
            Neighbour(f"other-{line}-{place}", 0.2 - place / 100, 0.01, 1.0 - place / 10, evidence)
            for place in range(first, first + EACH)
        ]
        for line in range(LINES)
    }


def situation(known: dict[str, Product]) -> Situation:
    """A known customer at the cart."""
    cart = tuple(CartLine(known[f"cart-{line}"], 1, 2_000) for line in range(LINES))
    person = Person("key", {"other-0-0": AT - timedelta(days=9)}, {"other-1-0": AT - timedelta(days=9)}, 0.9, AT)
    return Situation(find("cart"), AT, "en", cart, person=person, limit=3)


def main() -> None:
    """Median and minimum over many runs."""
    known = products()
    baskets, customers = neighbours(Basis.BASKETS, 0), neighbours(Basis.CUSTOMERS, EACH)
    knowledge = Knowledge(
        find=known.get,
        complements=lambda product_id: baskets.get(product_id, ()),
        also_bought=lambda product_id: customers.get(product_id, ()),
        upgrades=lambda product_id: (),
        kinds={},
        accepted=lambda kind, product_id, chance: chance,
    )
    decide, asked = rules(knowledge, Policy(control_share=0.0)).decide, situation(known)
    decision = decide(asked)
    examined = len(decision.offers) + len(decision.refused)
    if examined != 2 * LINES * EACH or len(decision.offers) != 3:
        raise SystemExit(f"{examined} candidates and {len(decision.offers)} offers; the benchmark is not what it says")
    took = []
    for _ in range(RUNS):
        started = time.perf_counter_ns()
        decide(asked)
        took.append((time.perf_counter_ns() - started) / 1000)
    median, least = statistics.median(took), min(took)
    keep(
        "decide_50",
        [
            {
                "what": "Pure `decide`, 50 candidates, 3 offers in words",
                "measured": f"median {median:.0f} µs, minimum {least:.0f} µs",
                "wanted": "< 300 µs",
            }
        ],
    )


if __name__ == "__main__":
    main()
