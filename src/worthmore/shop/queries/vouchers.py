"""Codes and their redemptions, to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec

from worthmore.shop.models import Customer, Redemption
from worthmore.shop.models import Voucher as VoucherRow
from worthmore.vocabulary.hand_rules import Selection
from worthmore.vocabulary.vouchers import Once, Voucher, code_of


@dataclass(frozen=True, slots=True)
class RedeemedCode:
    """One redemption; `again`: the code had been redeemed before, so somebody should look at it."""

    code: str
    order: str
    at: datetime
    again: bool


def vouchers(source: str) -> list[Voucher]:
    """Every code of a source, by code."""
    return [_voucher(row) for row in VoucherRow.objects.filter(source__name=source).order_by("code")]


def used_up(source: str, code: str, customer: str | None) -> bool:
    """Whether a code was redeemed already, by anybody or by this customer, as often as it may be."""
    row = VoucherRow.objects.filter(source__name=source, code=code_of(code)).first()
    if row is None:
        return False
    known = Customer.objects.filter(source__name=source, external_id=customer) if customer else Customer.objects.none()
    return redeemed_before(row.pk, row.once, known.values_list("person_id", flat=True).first())


def redeemed_before(voucher: int, once: str, person: int | None) -> bool:
    """The same by primary keys, for this room's own use; of nobody in particular, only what is once for all is told."""
    redemptions = Redemption.objects.filter(voucher_id=voucher)
    if once == Once.CUSTOMER:
        return person is not None and redemptions.filter(order__person_id=person).exists()
    return once == Once.ALL and redemptions.exists()


def redeemed_codes(source: str, again_only: bool = False) -> Iterator[RedeemedCode]:
    """Redemptions, the latest first."""
    found = Redemption.objects.filter(voucher__source__name=source).select_related("voucher", "order")
    wanted = found.filter(again=True) if again_only else found
    for row in wanted.order_by("-at", "-pk").iterator():
        yield RedeemedCode(row.voucher.code, row.order.external_id, row.at, row.again)


def _voucher(row: VoucherRow) -> Voucher:
    return Voucher(
        row.code,
        row.currency,
        row.percent,
        row.amount,
        row.from_total,
        row.from_date,
        row.until_date,
        Once(row.once),
        msgspec.json.decode(row.covers, type=Selection),
        row.above_cost,
    )
