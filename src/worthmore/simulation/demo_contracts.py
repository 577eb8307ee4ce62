"""What the demo shop sells by the month, and who of its people to look around as has a contract for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl

from worthmore.shop import operations
from worthmore.shop.columns import CONTRACTS, USAGE
from worthmore.simulation.contracts.making import month_before

COUNTER, MONTHS = "pages", 6
LABELS = {"en": "pages", "nl": "pagina’s", "fi": "sivut", "fr": "pages", "de": "Seiten"}
# The product, its step, for how many months its price is, and how many pages a month.
PLANS = (
    ("vlierdruk-inkt-50", "50", 1, 50),
    ("vlierdruk-inkt-100", "100", 1, 100),
    ("vlierdruk-inkt-200", "200", 1, 200),
    ("vlierdruk-inkt-100-jaar", "100", 12, 100),
)

ADDITION = "vlierdruk-fotopapier"


@dataclass(frozen=True, slots=True)
class DemoContract:
    """`renews` is in how many days it renews, None: it does not; `pages` what is printed in a usual month."""

    customer: str
    product: str
    since: int
    renews: int | None = None
    covers: str = ""
    pages: int = 0

    @property
    def id(self) -> str:
        """The shop's own id of it."""
        return f"{self.customer}-{self.product}"


DEMO_CONTRACTS = (
    DemoContract("nora", "vlierdruk-inkt-100", 400, None, ADDITION, 96),
    DemoContract("omar", "vlierdruk-inkt-200", 300, 12, ADDITION, 38),
    DemoContract("arno", "vlierdruk-inkt-100", 500, 21, "", 64),
    DemoContract("xena", "vlierdruk-drukstudio-2", 600),
    DemoContract("xena", "vlierdruk-inkt-50", 200, None, "", 25),
)


def save_plans(source: str, at: datetime) -> None:
    """Save the plans and the customer's word for what they count."""
    kind = {"name": COUNTER, "unit": "", "direction": "higher", "need": False, "labels": _json(LABELS)}
    operations.save_attributes(source, pl.DataFrame([kind]), at)
    rows = [
        {"product_id": id_, "ladder": "Inkt", "level": level, "term_months": months, "limits": _json({COUNTER: pages})}
        for id_, level, months, pages in PLANS
    ]
    rows.append({"product_id": ADDITION, "ladder": "", "level": "", "term_months": 1, "limits": "{}"})
    operations.save_plans(source, pl.DataFrame(rows), at)


def save_contracts(source: str, at: datetime) -> None:
    """Save who has what since when, last used yesterday, and what was printed in the last months."""
    rows = [
        {
            "external_id": one.id,
            "customer_id": one.customer,
            "product_id": one.product,
            "started_at": at - timedelta(days=one.since),
            "renews_at": None if one.renews is None else at + timedelta(days=one.renews),
            "covers": one.covers,
            "last_used_at": at - timedelta(days=1),
        }
        for one in DEMO_CONTRACTS
    ]
    schema = {name: dtype for name, dtype in CONTRACTS.schema.items() if name in rows[0]}
    operations.save_contracts(source, pl.DataFrame(rows, schema=schema), at)
    operations.save_usage(source, pl.DataFrame(list(_usage(at.date())), schema=USAGE.schema, orient="row"), at)


def _usage(today: date) -> Iterator[tuple[str, str, date, float]]:
    """A page more or less every month, so that it looks like somebody who prints."""
    for one in DEMO_CONTRACTS:
        for back in range(MONTHS, 0, -1) if one.pages else ():
            yield one.id, COUNTER, month_before(today, back), float(one.pages + back % 3 - 1)


def _json(value: dict[str, str] | dict[str, int]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
