"""What may be told of contracts and their usage, field by field. Whatever is not named here is refused by name."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from worthmore.api.requests import PRINTABLE, STAYS, Cents, Id, Moment, Told

MOST_CONTRACTS = 1000
MOST_USAGE = 1000
MOST_NAMES = 50
MOST_SEATS = 1_000_000

UNCHANGED = "Not given: it stays as it is."
Name = Annotated[str, Meta(min_length=1, max_length=100, pattern=PRINTABLE)]


class Contract(Struct, frozen=True, forbid_unknown_fields=True):
    """A contract, subscription, policy or licence. Told again, it changes; what is not given stays as it is."""

    id: Annotated[Id, Meta(description="The shop's own id of the contract.", examples=["C-1042"])]
    customer: Annotated[Id, Meta(description="The shop's own customer id.", examples=["1042"])]
    product: Annotated[Id, Meta(description="The plan or product it is for.", examples=["mobile-medium"])]
    started_at: Annotated[Moment, Meta(description="When it began.", examples=["2025-03-01T00:00:00Z"])]
    renews_at: Annotated[
        Told,
        Meta(description=f"When the present term ends and the next begins. {STAYS}", examples=["2026-06-01T00:00:00Z"]),
    ] = UNSET
    trial_until: Annotated[Told, Meta(description=f"Until when it is free. {STAYS}")] = UNSET
    ends_at: Annotated[Told, Meta(description=f"When it ends for good. {STAYS}")] = UNSET
    last_used_at: Annotated[
        Told,
        Meta(
            description="When it was last used. Null: it never was, so help comes before any offer. "
            "Not given: it stays as it is; while it was never given, nothing is known of use.",
            examples=["2026-05-05T18:20:00Z"],
        ),
    ] = UNSET
    seats: Annotated[
        Annotated[int, Meta(ge=1, le=MOST_SEATS)] | UnsetType, Meta(description=f"For how many. {UNCHANGED}")
    ] = UNSET
    unit_price: Annotated[
        Cents | UnsetType | None,
        Meta(
            description=f"Cents, VAT included: one seat for one term. Null: the product's price. {UNCHANGED}",
            examples=[2000],
        ),
    ] = UNSET
    currency: Annotated[
        Annotated[str, Meta(pattern=r"^[A-Z]{3}(?!\n)$")] | UnsetType,
        Meta(description=f"Three capital letters (ISO 4217). {UNCHANGED}", examples=["EUR"]),
    ] = UNSET
    covers: Annotated[
        Annotated[tuple[Id, ...], Meta(max_length=MOST_NAMES)] | UnsetType,
        Meta(description=f"The other products on the same contract. {UNCHANGED}", examples=[["roaming"]]),
    ] = UNSET
    features_tried: Annotated[
        Annotated[tuple[Name, ...], Meta(max_length=MOST_NAMES)] | UnsetType,
        Meta(description=f"What they tried, as the plans call it. {UNCHANGED}", examples=[["hotspot"]]),
    ] = UNSET


class ContractsRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Up to a thousand contracts in one request."""

    contracts: Annotated[
        tuple[Contract, ...],
        Meta(min_length=1, max_length=MOST_CONTRACTS, description=f"1 to {MOST_CONTRACTS} contracts."),
    ]


class Usage(Struct, frozen=True, forbid_unknown_fields=True):
    """How much of one counter was used on a contract in a period. Told again, it replaces what was told before."""

    contract: Annotated[Id, Meta(description="The shop's own id of the contract.", examples=["C-1042"])]
    counter: Annotated[Name, Meta(description="What is counted, as the plan's limits call it.", examples=["minutes"])]
    period: Annotated[date, Meta(description="The first day of the period.", examples=["2026-04-01"])]
    amount: Annotated[float, Meta(ge=0, le=1e12, description="How much was used in it so far.", examples=[480])]


class UsageRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Up to a thousand rows in one request."""

    usage: Annotated[
        tuple[Usage, ...], Meta(min_length=1, max_length=MOST_USAGE, description=f"1 to {MOST_USAGE} rows.")
    ]
