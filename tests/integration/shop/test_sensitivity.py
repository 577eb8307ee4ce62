"""Sensitive products as they are saved: by their words, or by the shop's."""

from __future__ import annotations

import polars as pl
import pytest

from tests.integration.shop.frames import AT, SHOP, bought, day, line, lines, product, products
from worthmore.shop import operations, queries
from worthmore.shop.operations import Saved, SourceError

pytestmark = pytest.mark.django_db


def sensitive() -> set[str]:
    return {one.id for one in queries.catalogue(SHOP).products if one.sensitive}


def save(*rows: dict[str, object]) -> Saved:
    return operations.save_products(SHOP, products(*rows), AT)


def test_a_product_is_flagged_by_its_name_its_category_its_brand_or_a_translation() -> None:
    save(
        product("a", name="Condoms, 12 pieces"),
        product("b", category="Pharmacy/Cold"),
        product("c", brand="Pampers"),
        product("d", names='{"fi": "Raskaustesti"}'),
        product("e", name="City bike", category="Bicycles", brand="Vélo", names='{"nl": "Stadsfiets"}'),
    )
    assert sensitive() == {"a", "b", "c", "d"}


def test_the_shop_has_the_last_word() -> None:
    save(product("a", name="Baby blanket", sensitive=False), product("b", name="Bell", sensitive=True))
    assert sensitive() == {"b"}
    save(product("a", name="Baby blanket, blue"), product("b", name="Loud bell"))
    assert sensitive() == {"b"}, "a later file without the column leaves the shop's word alone"
    save(product("a", name="Baby blanket, blue", sensitive=None))
    assert sensitive() == {"a", "b"}, "an empty cell leaves it to the words again"


def test_what_a_later_file_does_not_tell_is_looked_up() -> None:
    save(product("a", name="Model 5", category="Pharmacy/Cold"))
    saved = save(product("a", 1200, name="Model 5"))
    assert (saved, sensitive()) == (Saved(changed=1), {"a"})
    save(product("a", name="Model 5", category="Bicycles"))
    assert sensitive() == set()


def test_the_same_again_changes_nothing() -> None:
    save(product("a", name="Urn"))
    before = queries.revision()
    assert save(product("a", name="Urn")) == Saved(unchanged=1)
    assert queries.revision() == before


def test_a_product_first_seen_in_an_order_is_flagged_by_its_name() -> None:
    operations.save_order_lines(SHOP, lines(line("o1", "1", "x9", product_name="Pregnancy test")), AT)
    assert sensitive() == {"x9"}


def test_a_product_that_gets_its_name_later_gets_its_flag_then() -> None:
    operations.save_order_lines(SHOP, bought("ann", "x9", order="o1"), AT)
    assert sensitive() == set()
    operations.save_order_lines(SHOP, lines(line("o2", "1", "x9", product_name="Pregnancy test", at=day(90))), AT)
    assert sensitive() == {"x9"}


def test_the_shop_says_so_of_products_it_names() -> None:
    save(product("a", name="Baby blanket"), product("b", name="Bell"), product("c", name="Bike"))
    before = queries.revision()
    assert operations.set_sensitive(SHOP, ["b", "c", "nothing"], True) == Saved(changed=2, unknown=("nothing",))
    assert sensitive() == {"a", "b", "c"}
    assert queries.revision() > before
    assert {one.id for one in queries.catalogue(SHOP, before).products} == {"b", "c"}
    assert operations.set_sensitive(SHOP, ["a", "b"], False) == Saved(changed=2)
    assert operations.set_sensitive(SHOP, ["a", "b"], False) == Saved(unchanged=2)
    assert sensitive() == {"c"}
    assert operations.set_sensitive(SHOP, ["a", "b", "c"], None) == Saved(changed=3)
    assert sensitive() == {"a"}


def test_a_source_nobody_knows_is_said() -> None:
    with pytest.raises(SourceError, match="nowhere"):
        operations.set_sensitive("nowhere", ["a"], True)


def test_no_product_is_no_error() -> None:
    save(product("a"))
    assert operations.set_sensitive(SHOP, [], True) == Saved()
    assert (
        operations.save_products(
            SHOP,
            pl.DataFrame(
                schema={"external_id": pl.String, "name": pl.String, "price": pl.Int64, "currency": pl.String}
            ),
            AT,
        )
        == Saved()
    )
