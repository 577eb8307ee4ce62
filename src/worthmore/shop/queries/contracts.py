"""Plans as decisions see them, and the contracts of one person: one indexed read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import msgspec

from worthmore.shop.models import Plan as PlanRow
from worthmore.shop.queries.direct import Statement, read
from worthmore.shop.queries.moments import moment
from worthmore.vocabulary.contracts import UNLIMITED, Contract, Plan, Used

CONTRACTS = Statement(
    "worthmore_contracts",
    """
SELECT contract.external_id, product.external_id, contract.seats, contract.unit_price, contract.currency,
    contract.covers, contract.features_tried, contract.use_told, contract.used, contract.started_at,
    contract.renews_at, contract.trial_until, contract.ends_at, contract.last_used_at
FROM shop_person AS person
JOIN shop_contract AS contract ON contract.person_id = person.id
JOIN shop_source AS source ON source.id = contract.source_id
JOIN shop_product AS product ON product.id = contract.product_id
WHERE person.key = %s AND source.name = %s
ORDER BY contract.id
""",
    ("text", "text"),
)


class _Counter(msgspec.Struct):
    total: float
    last: list[tuple[date, float]]


_used = msgspec.json.Decoder(dict[str, _Counter]).decode


def contracts(source: str, person_key: str) -> tuple[Contract, ...]:
    """Every contract of a person with one source, those that ended among them, in the order they were told."""
    return tuple(map(_contract, read(CONTRACTS, person_key, source)))


def plans(source: str) -> dict[str, Plan]:
    """Every plan of a source by its product's id."""
    rows = PlanRow.objects.filter(product__source__name=source).select_related("product").order_by("pk")
    return {row.product.external_id: _plan(row) for row in rows}


def _contract(row: tuple[Any, ...]) -> Contract:
    id_, product, seats, price, currency, covers, tried, told, used, started, *moments = row
    renews, trial, ends, last = map(_moment, moments)
    counters = _used(used) if used != "{}" else {}
    return Contract(
        id=id_,
        product_id=product,
        started_at=moment(started),
        renews_at=renews,
        trial_until=trial,
        ends_at=ends,
        seats=seats,
        unit_price=price,
        currency=currency,
        covers=named(covers),
        usage={name: tuple(Used(*one) for one in counter.last) for name, counter in counters.items()},
        totals={name: counter.total for name, counter in counters.items()},
        last_used_at=_last_used(last, counters),
        features_tried=named(tried),
        use_known=bool(told) or bool(counters),
    )


def _last_used(told: datetime | None, counters: dict[str, _Counter]) -> datetime | None:
    """As told, or the beginning of the last period in which anything was counted, whichever is later."""
    counted = [began for counter in counters.values() for began, amount in counter.last if amount > 0]
    if not counted:
        return told
    began = max(counted)
    at = datetime(began.year, began.month, began.day, tzinfo=UTC)
    return at if told is None else max(told, at)


def _plan(row: PlanRow) -> Plan:
    return Plan(
        product_id=row.product.external_id,
        ladder=row.ladder,
        level=row.level,
        term_months=row.term_months,
        period_months=row.period_months,
        limits={name: None if limit == UNLIMITED else float(limit) for name, limit in row.limits.items()},
        features=named(row.features),
        trial_days=row.trial_days,
        next_id=row.next_id,
    )


def named(lines: str) -> tuple[str, ...]:
    """The names in a text of one a line."""
    return tuple(line.strip() for line in lines.splitlines() if line.strip())


def _moment(value: Any) -> datetime | None:
    return None if value is None else moment(value)
