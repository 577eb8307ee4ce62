"""Somebody whom two sources know, with orders and a former key."""

from __future__ import annotations

from tests.integration.rights.filling import AT
from tests.integration.shop.frames import bought, customers, product, products
from worthmore.shop import operations, queries

EMAIL = "ann.anttila@example.fi"
ANN = {
    "external_id": "ann",
    "name": "Ann Anttila",
    "email": EMAIL,
    "phone": "+358 40 123 4567",
    "postcode": "00100",
    "city": "Helsinki-Marked",
    "country": "FI",
    "language": "fi",
}
BOB = {"external_id": "bob", "name": "Bob Bakker", "email": "bob@example.nl", "country": "NL", "language": "nl"}


def shop_with_ann() -> str:
    """Ann with orders in two sources, merged into one person, and Bob; Ann's key."""
    for source in ("demo", "till"):
        operations.save_products(source, products(product("lock", 995), product("bike", 64_900)), AT)
    operations.save_customers("demo", customers(ANN, BOB), AT)
    operations.save_customers("till", customers({"external_id": "T-0000777", "name": "A. Anttila"}), AT)
    operations.save_order_lines("demo", bought("ann", "bike", "lock", order="1001"), AT)
    operations.save_order_lines("till", bought("T-0000777", "lock", order="2001"), AT)
    operations.save_order_lines("demo", bought("bob", "lock", order="1002"), AT)
    operations.save_customers("till", customers({"external_id": "T-0000777", "email": EMAIL.upper()}), AT)
    key = queries.person_key_of("demo", "ann")
    assert key is not None
    assert key == queries.person_key_of("till", "T-0000777")
    return key
