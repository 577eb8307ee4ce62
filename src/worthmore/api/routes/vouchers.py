"""GET /v1/vouchers: the codes a till may take, and whether one is used up."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

import msgspec
from django.db import Error
from falcon import Request, Response

from worthmore.api.cards import customer_named
from worthmore.api.keys import Key, Scope
from worthmore.api.problems import DATABASE_GONE, INVALID_VALUE, NOT_READY, ProblemError
from worthmore.api.routes.base import Route
from worthmore.api.voucher_shapes import VoucherOut, VouchersAnswer
from worthmore.decide.vouchers import covered
from worthmore.offering.recorder import RecordingError
from worthmore.shop.queries import used_up, vouchers
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.vouchers import Voucher, code_of

LONGEST = 128
_encode = msgspec.json.Encoder().encode


class Vouchers(Route):
    """Ask for codes to take."""

    methods = "GET, OPTIONS"

    def on_get(self, req: Request, resp: Response) -> None:
        """Those that hold today; with `code` that one alone, and whether it is used up."""
        key = self._door.enter(req, resp, Scope.TILL)
        snapshot = self._service().holder.current()
        shop = snapshot.shops.get(key.source) if snapshot else None
        if snapshot is None or shop is None:
            raise ProblemError(NOT_READY, "The catalogue is not loaded yet.", headers={"Retry-After": "2"})
        code, customer = code_of(_text(req, "code")), _text(req, "customer") or None
        today = now().astimezone(ZoneInfo(snapshot.policy.time_zone)).date()
        try:
            holding = [one for one in vouchers(key.source) if one.holds_on(today) and code in ("", one.code)]
            found = [_told(one, key, customer, shop.products, snapshot.policy) for one in holding]
        except (Error, RecordingError):
            raise ProblemError(DATABASE_GONE, "The database does not answer.") from None
        resp.data = _encode(VouchersAnswer(tuple(found)))


def _text(req: Request, name: str) -> str:
    text = req.get_param(name) or ""
    if len(text) > LONGEST:
        raise ProblemError(INVALID_VALUE, f"`{name}` is longer than {LONGEST} characters.", name)
    return text


def _told(
    voucher: Voucher, key: Key, customer: str | None, products: Mapping[str, Product], policy: Policy
) -> VoucherOut:
    """A code that covers everything names no products."""
    ids = tuple(covered(voucher, products.values(), policy))
    whole = voucher.covers.everything and len(ids) == len(products)
    return VoucherOut(
        code=voucher.code,
        currency=voucher.currency,
        percent=voucher.percent,
        amount=voucher.amount,
        from_total=voucher.from_total,
        until=voucher.until_date,
        once=voucher.once.value,
        products=None if whole else ids,
        used=used_up(key.source, voucher.code, customer_named(key, customer)),
    )
