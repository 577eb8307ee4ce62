"""Somebody whom two sources know, with orders and a former key."""

from __future__ import annotations

from dataclasses import dataclass

from tests.integration.rights.filling import AT
from tests.integration.shop.frames import bought, customers, product, products
from worthmore.shop import operations, queries

BOB = {"external_id": "bob", "name": "Bob Bakker", "email": "bob@example.nl", "country": "NL", "language": "nl"}


@dataclass(frozen=True)
class Ann:
    """`tag` makes her unlike any other Ann; `row` is what the webshop says of her."""

    key: str
    tag: str

    @property
    def id(self) -> str:
        return f"C-{self.tag}"

    @property
    def till_id(self) -> str:
        return f"T-{self.tag}"

    @property
    def email(self) -> str:
        return f"ann.{self.tag}@example.fi"

    @property
    def row(self) -> dict[str, object]:
        return {
            "external_id": self.id,
            "name": f"Ann Anttila{self.tag}",
            "email": self.email,
            "phone": f"+358 40 {int(self.tag, 16) % 10_000_000:07}",
            "postcode": f"PC{self.tag}",
            "city": f"Helsinki-{self.tag}",
            "country": "FI",
            "language": "fi",
        }

    @property
    def words(self) -> tuple[str, ...]:
        """What tells that something is about her."""
        return (self.till_id, *(str(value) for value in self.row.values() if len(str(value)) > 2))


def shop_with_ann(tag: str = "00c0ffee") -> Ann:
    """Ann with orders in two sources, merged into one person, and Bob."""
    ann = Ann("", tag)
    for source in ("demo", "till"):
        operations.save_products(source, products(product("lock", 995), product("bike", 64_900)), AT)
    operations.save_customers("demo", customers(ann.row, BOB), AT)
    operations.save_customers("till", customers({"external_id": ann.till_id, "name": f"A. Anttila{tag}"}), AT)
    operations.save_order_lines("demo", bought(ann.id, "bike", "lock", order="1001"), AT)
    operations.save_order_lines("till", bought(ann.till_id, "lock", order="2001"), AT)
    operations.save_order_lines("demo", bought("bob", "lock", order="1002"), AT)
    operations.save_customers("till", customers({"external_id": ann.till_id, "email": ann.email.upper()}), AT)
    key = queries.person_key_of("demo", ann.id)
    assert key is not None
    assert key == queries.person_key_of("till", ann.till_id)
    return Ann(key, tag)
