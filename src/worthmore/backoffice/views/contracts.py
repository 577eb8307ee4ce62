"""What a customer has contracts for, on their page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from worthmore.backoffice.templatetags.office import amount, language
from worthmore.backoffice.views.source import products_of
from worthmore.decide.amounts import number
from worthmore.shop import queries
from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.contracts import Contract, Plan
from worthmore.vocabulary.products import Product

SHOWN_PERIODS = 6


@dataclass(frozen=True, slots=True)
class ContractShown:
    """One contract in words; `used` says of each counter what was used in the last periods, and of how much."""

    contract: Contract
    name: str
    price: str
    runs: bool
    on_trial: bool
    used: tuple[tuple[str, str, str], ...]
    covers: tuple[str, ...]
    tried: tuple[str, ...]


def contracts_shown(source: str, person_key: str, at: datetime) -> list[ContractShown]:
    """The contracts of a person with this shop, those in force first."""
    held = queries.contracts(source, person_key)
    if not held:
        return []
    known = products_of(source)
    plans, kinds = queries.plans(source), queries.attribute_kinds(source)
    shown = [_shown(one, known, plans, kinds, at) for one in held]
    return sorted(shown, key=lambda one: (not one.runs, -one.contract.started_at.timestamp()))


def _shown(
    one: Contract,
    known: Mapping[str, Product],
    plans: Mapping[str, Plan],
    kinds: Mapping[str, AttributeKind],
    at: datetime,
) -> ContractShown:
    product, words = known.get(one.product_id), language()
    paid = one.unit_price if one.unit_price is not None or product is None else product.price
    currency = one.currency or (product.currency if product is not None else "")
    return ContractShown(
        contract=one,
        name=one.product_id if product is None else product.called(words),
        price=amount(paid, currency) if paid is not None and currency else "",
        runs=one.runs(at),
        on_trial=one.on_trial(at),
        used=tuple(_used(one, plans.get(one.product_id), kinds)),
        covers=tuple(known[other].called(words) if other in known else other for other in one.covers),
        tried=tuple(_label(name, kinds) for name in one.features_tried),
    )


def _used(one: Contract, plan: Plan | None, kinds: Mapping[str, AttributeKind]) -> Iterator[tuple[str, str, str]]:
    """Per counter: its name, the last periods, and what is included ("" where there is no limit or none is known)."""
    for counter, periods in one.usage.items():
        amounts = ", ".join(_figure(period.amount) for period in periods[-SHOWN_PERIODS:])
        limit = None if plan is None else plan.limits.get(counter)
        yield _label(counter, kinds), amounts, "" if limit is None else _figure(limit * one.seats)


def _label(name: str, kinds: Mapping[str, AttributeKind]) -> str:
    return (kinds.get(name) or AttributeKind(name)).label(language())


def _figure(value: float) -> str:
    return number(Decimal(str(value)), language())
