"""The only writes of codes and their redemptions."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec
from django.db import transaction

from worthmore.shop.models import Order, Redemption
from worthmore.shop.models import Voucher as VoucherRow
from worthmore.shop.operations.settings import source_key
from worthmore.shop.queries.vouchers import redeemed_before
from worthmore.vocabulary.vouchers import Voucher, code_of


class Redeemed(StrEnum):
    """What became of a code that was sent with an order."""

    YES = "redeemed"
    AGAIN = "redeemed_before"
    UNKNOWN = "unknown_voucher"


def save_voucher(source: str, voucher: Voucher, at: datetime) -> bool:
    """Keep a code, new or changed; True when it is new."""
    fields = {
        "currency": voucher.currency,
        "percent": voucher.percent,
        "amount": voucher.amount,
        "from_total": voucher.from_total,
        "from_date": voucher.from_date,
        "until_date": voucher.until_date,
        "once": voucher.once.value,
        "covers": msgspec.json.encode(voucher.covers).decode(),
        "above_cost": voucher.above_cost,
    }
    _, new = VoucherRow.objects.update_or_create(
        source_id=source_key(source, at),
        code=voucher.code,
        defaults=fields,
        create_defaults={**fields, "created_at": at},
    )
    return new


def redeem(source: str, code: str, order_id: str, at: datetime) -> Redeemed:
    """Redeem a code with an order that is saved already; once, however often it is told.

    A till whose line was down has accepted the code already: it is kept, and marked where it was redeemed before.
    """
    with transaction.atomic():
        # Two tills may tell of it at once: the code's row is held until this one is kept.
        rows = VoucherRow.objects.select_for_update().filter(source__name=source, code=code_of(code))
        voucher = rows.first()
        order = Order.objects.filter(source__name=source, external_id=order_id).first()
        if voucher is None or order is None:
            return Redeemed.UNKNOWN
        known = Redemption.objects.filter(voucher=voucher, order=order).first()
        if known is None:
            again = redeemed_before(voucher.pk, voucher.once, order.person_id)
            known = Redemption.objects.create(voucher=voucher, order=order, at=at, again=again)
    return Redeemed.AGAIN if known.again else Redeemed.YES
