"""An order with an offer's token on one of its lines, one word to change each part."""

from __future__ import annotations

from tests.unit.offering.small_shop import NOON, SECRET
from worthmore.offering.outcomes_in import OrderIn, OrderLineIn
from worthmore.offering.tokens import OfferToken, sign


def token(product: str = "lock", kind: str = "complement", position: int = 0, extra: int = 5_995) -> str:
    payload = OfferToken("d", position, "demo", "cart", kind, product, "bike", "ann", extra, 5_995, "EUR", NOON)
    return sign(payload, SECRET)


def order(*lines: OrderLineIn, **changes: object) -> OrderIn:
    given = lines or (OrderLineIn("bike", 1, 100_000), OrderLineIn("lock", 2, 5_995, offer=token()))
    return OrderIn(**{"id": "o1", "currency": "EUR", "lines": given, "customer": "1", **changes})  # type: ignore[arg-type]
