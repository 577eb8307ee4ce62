"""POST /v1/contracts and /v1/usage: what people have contracts for, and how much they use of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import msgspec
import polars as pl
from django.db import transaction
from falcon import Request, Response
from msgspec import UNSET

from worthmore.api import moments
from worthmore.api.answers import ContractsSaved, UsageSaved
from worthmore.api.contract_requests import Contract, ContractsRequest, UsageRequest
from worthmore.api.contract_requests import Usage as UsageRow
from worthmore.api.keys import Scope
from worthmore.api.moments import EARLIEST
from worthmore.api.problems import INVALID_VALUE, ProblemError
from worthmore.api.reading import Reader
from worthmore.api.routes.base import Route
from worthmore.api.writing import write
from worthmore.offering.answer import WarningOut
from worthmore.shop.columns import CONTRACTS, USAGE
from worthmore.shop.operations import Saved, save_contracts, save_usage
from worthmore.vocabulary.clock import now

_contracts = Reader(ContractsRequest)
_usage = Reader(UsageRequest)
_encode = msgspec.json.Encoder().encode
LATEST = timedelta(days=366)
MOMENTS = ("renews_at", "trial_until", "ends_at", "last_used_at")
LISTS = ("covers", "features_tried")
PLAIN = ("seats", "unit_price", "currency")


class Contracts(Route):
    """Tell of contracts."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Save the contracts; they are in the database when this answers."""
        key = self._door.enter(req, resp, Scope.SERVER)
        asked = _contracts.read(req)
        at = now()
        frames = _frames(asked, at)
        saved = write(lambda: _save(key.source, frames, at))
        first = {one.product: place for place, one in reversed(list(enumerate(asked.contracts)))}
        warnings = _unknown(saved.unknown, first, "contracts[{}].product", "unknown_product", "is not in the catalogue")
        resp.data = _encode(ContractsSaved(saved.new, saved.changed, saved.unchanged, warnings))


class Usage(Route):
    """Tell of usage."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Save the usage; it is in the database when this answers."""
        key = self._door.enter(req, resp, Scope.SERVER)
        asked = _usage.read(req)
        at = now()
        rows = [_used(one, place, at) for place, one in enumerate(asked.usage)]
        frame = pl.DataFrame(rows, schema=USAGE.schema, orient="row")
        saved = write(lambda: save_usage(key.source, frame, at))
        first = {one.contract: place for place, one in reversed(list(enumerate(asked.usage)))}
        warnings = _unknown(saved.unknown, first, "usage[{}].contract", "unknown_contract", "is no contract we know")
        resp.data = _encode(UsageSaved(saved.new, saved.changed, saved.unchanged, warnings))


def _used(one: UsageRow, place: int, at: datetime) -> tuple[str, str, date, float]:
    if not EARLIEST.date() <= one.period <= (at + LATEST).date():
        field = f"usage[{place}].period"
        text = f"{field}: {one.period.isoformat()} lies before 1990 or more than a year ahead."
        raise ProblemError(INVALID_VALUE, text, field, "Give the first day of the period.")
    return one.contract, one.counter, one.period, one.amount


def _unknown(names: tuple[str, ...], first: dict[str, int], field: str, code: str, says: str) -> tuple[WarningOut, ...]:
    """One warning for each name that is not known, where it stands first."""
    return tuple(WarningOut(code, field.format(first[name]), f"{name!r} {says}; ignored") for name in names)


def _save(source: str, frames: list[pl.DataFrame], at: datetime) -> Saved:
    with transaction.atomic():
        return sum((save_contracts(source, frame, at) for frame in frames), Saved())


def _frames(asked: ContractsRequest, at: datetime) -> list[pl.DataFrame]:
    """Contracts that tell the same fields together, so that what is not told stays; the last of one id counts."""
    rows = {one.id: _row(one, place, at) for place, one in enumerate(asked.contracts)}
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows.values():
        alike.setdefault(tuple(row), []).append(row)
    return [
        pl.DataFrame(some, schema={name: CONTRACTS.schema[name] for name in names}) for names, some in alike.items()
    ]


def _row(one: Contract, place: int, at: datetime) -> dict[str, Any]:
    where = f"contracts[{place}]."
    told = moments.told(one, MOMENTS, where, at)
    started = moments.checked(one.started_at, f"{where}started_at", at)
    for name in ("renews_at", "trial_until", "ends_at"):
        later = told.get(name)
        if later is not None and later < started:
            raise ProblemError(
                INVALID_VALUE,
                f"{where}{name}: {later.isoformat()} lies before the contract began.",
                f"{where}{name}",
                "Check both times, and their time zones.",
            )
    lists = {name: "\n".join(value) for name in LISTS if (value := getattr(one, name)) is not UNSET}
    plain = {name: value for name in PLAIN if (value := getattr(one, name)) is not UNSET}
    named = {"external_id": one.id, "customer_id": one.customer, "product_id": one.product, "started_at": started}
    return {**named, **told, **plain, **lists}
