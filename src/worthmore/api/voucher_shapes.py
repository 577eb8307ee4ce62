"""What a till may know of codes."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct


class VoucherOut(Struct, frozen=True):
    """One code that holds now. It takes `percent` off each product it covers, or `amount` cents off all of them.

    `from_total` is what the covered products must cost together, in cents. `products` null: it covers all. `once` is
    all, customer or any; `used` says that it is used up, by this customer where one is named.
    """

    code: Annotated[str, Meta(examples=["SUMMER-15"])]
    currency: Annotated[str, Meta(examples=["EUR"])]
    percent: Annotated[int, Meta(examples=[15])]
    amount: Annotated[int, Meta(examples=[0])]
    from_total: Annotated[int, Meta(examples=[0])]
    until: Annotated[date | None, Meta(examples=["2026-06-30"])]
    once: Annotated[str, Meta(examples=["customer"])]
    products: tuple[str, ...] | None
    used: Annotated[bool, Meta(examples=[False])]


class VouchersAnswer(Struct, frozen=True):
    """The codes that hold today."""

    vouchers: tuple[VoucherOut, ...]
