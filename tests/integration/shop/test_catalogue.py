from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from tests.integration.shop.frames import AT, SHOP, customers, line, lines, product, products, relations
from worthmore.shop import operations, queries
from worthmore.shop.columns import ColumnError
from worthmore.shop.operations import Saved
from worthmore.vocabulary.attributes import AttributeKind, Direction
from worthmore.vocabulary.products import Product, RelationKind

pytestmark = pytest.mark.django_db


def names(after: int = 0) -> list[str]:
    return [found.id for found in queries.catalogue(SHOP, after).products]


def test_a_product_comes_back_as_it_was_saved() -> None:
    frame = products(
        product(
            "bike",
            89900,
            category="Bicycles/City bikes",
            brand="Vélo",
            cost=41000,
            vat_rate=0.21,
            stock=3,
            consumable=False,
            active_from=date(2026, 1, 1),
            active_until=date(2026, 12, 31),
            attributes='{"weight": 18.5, "gears": 7, "frame": "step-through"}',
            names='{"nl": "Fiets"}',
        )
    )
    assert operations.save_products(SHOP, frame, AT) == Saved(new=1)
    assert queries.catalogue(SHOP).products == [
        Product(
            id="bike",
            name="Bike",
            price=89900,
            currency="EUR",
            category=("Bicycles", "City bikes"),
            brand="Vélo",
            cost=41000,
            vat_rate=0.21,
            stock=3,
            active_from=date(2026, 1, 1),
            active_until=date(2026, 12, 31),
            attributes={"weight": 18.5, "gears": 7, "frame": "step-through"},
            names={"nl": "Fiets"},
        )
    ]


def test_saving_the_same_again_changes_nothing() -> None:
    frame = products(product("bike", attributes='{"b": 1.50, "a": "x"}', vat_rate=0.06), product("bell", 1295))
    operations.save_products(SHOP, frame, AT)
    before = queries.revision()
    again = frame.with_columns(attributes=pl.Series(['{ "a": "x", "b": 1.5 }', None]))
    assert operations.save_products(SHOP, again, AT + timedelta(days=1)) == Saved(unchanged=2)
    assert queries.revision() == before
    page = queries.product(SHOP, "bike")
    assert page is not None
    assert len(page.prices) == 1


def test_a_changed_product_alone_is_given_again() -> None:
    operations.save_products(SHOP, products(product("bike"), product("bell")), AT)
    before = queries.revision()
    assert operations.save_products(SHOP, products(product("bike"), product("bell", 1300)), AT) == Saved(0, 1, 1)
    assert queries.revision() > before
    assert names(after=before) == ["bell"]
    assert names(after=queries.revision()) == []


def test_an_absent_column_leaves_what_is_stored() -> None:
    operations.save_products(SHOP, products(product("bike", cost=300, stock=4, brand="Vélo")), AT)
    operations.save_products(SHOP, products(product("bike", 1100)), AT)
    found = queries.catalogue(SHOP).products[0]
    assert (found.price, found.cost, found.stock, found.brand) == (1100, 300, 4, "Vélo")


def test_an_empty_cell_empties_what_is_stored() -> None:
    operations.save_products(SHOP, products(product("bike", cost=300, brand="Vélo")), AT)
    frame = products(product("bike", cost=None, brand=None))
    assert operations.save_products(SHOP, frame, AT) == Saved(changed=1)
    found = queries.catalogue(SHOP).products[0]
    assert (found.cost, found.brand) == (None, "")


def test_the_last_row_counts_where_two_name_the_same_product() -> None:
    assert operations.save_products(SHOP, products(product("bike", 1), product("bike", 2)), AT) == Saved(new=1)
    assert queries.catalogue(SHOP).products[0].price == 2


def test_every_new_price_is_kept_with_its_moment() -> None:
    later = AT + timedelta(days=30)
    operations.save_products(SHOP, products(product("bike", 1000)), AT)
    operations.save_products(SHOP, products(product("bike", 1200)), later)
    operations.save_products(SHOP, products(product("bike", 1200, stock=5)), later + timedelta(days=1))
    page = queries.product(SHOP, "bike")
    assert page is not None
    assert [(price.from_at, price.amount) for price in page.prices] == [(later, 1200), (AT, 1000)]


def test_two_prices_at_one_moment_leave_the_last() -> None:
    operations.save_products(SHOP, products(product("bike", 1000)), AT)
    operations.save_products(SHOP, products(product("bike", 1200)), AT)
    page = queries.product(SHOP, "bike")
    assert page is not None
    assert [price.amount for price in page.prices] == [1200]


def test_the_same_id_in_two_sources_is_two_products() -> None:
    operations.save_products(SHOP, products(product("bike", 1)), AT)
    operations.save_products("till", products(product("bike", 2)), AT)
    assert [queries.catalogue(name).products[0].price for name in queries.sources()] == [1, 2]


def test_a_bad_frame_saves_nothing() -> None:
    with pytest.raises(ColumnError, match="row 1, column price"):
        operations.save_products(SHOP, products(product("bike"), product("bell", -1)), AT)
    assert queries.sources() == []


def test_a_source_needs_a_name() -> None:
    with pytest.raises(operations.SourceError, match="1 to 64 characters"):
        operations.save_products(" ", products(product("bike")), AT)


def test_attributes_come_back_as_kinds_with_the_customers_words() -> None:
    frame = pl.DataFrame(
        [{"name": "weight", "unit": "kg", "direction": "lower", "need": False, "labels": '{"nl": "gewicht"}'}]
    )
    assert operations.save_attributes(SHOP, frame, AT) == Saved(new=1)
    assert operations.save_attributes(SHOP, frame, AT) == Saved(unchanged=1)
    kinds = queries.catalogue(SHOP).kinds
    assert kinds == {"weight": AttributeKind("weight", "kg", Direction.LOWER, False, {"nl": "gewicht"})}


def test_a_changed_attribute_is_seen_in_the_revision() -> None:
    operations.save_attributes(SHOP, pl.DataFrame([{"name": "weight", "unit": "kg"}]), AT)
    before = queries.revision()
    operations.save_attributes(SHOP, pl.DataFrame([{"name": "weight", "unit": "g"}]), AT)
    assert queries.revision() > before


def test_relations_come_in_the_shops_order_with_the_product_they_belong_to() -> None:
    operations.save_products(SHOP, products(*(product(name) for name in ("bike", "lock", "bell"))), AT)
    before = queries.revision()
    frame = relations(("bike", "bell", "accessory"), ("bike", "lock", "accessory")).with_columns(
        position=pl.Series([2, 1])
    )
    assert operations.save_relations(SHOP, frame, AT) == Saved(new=2)
    assert operations.save_relations(SHOP, frame, AT) == Saved(unchanged=2)
    catalogue = queries.catalogue(SHOP, before)
    assert [found.id for found in catalogue.products] == ["bike"]
    expected = [(RelationKind.ACCESSORY, "lock"), (RelationKind.ACCESSORY, "bell")]
    assert catalogue.relations == {"bike": expected}
    assert queries.catalogue(SHOP).relations == {"bike": expected}


def test_a_relation_with_an_unknown_product_is_left_out_and_named() -> None:
    operations.save_products(SHOP, products(product("bike"), product("bell")), AT)
    frame = relations(("bike", "bell", "accessory"), ("bike", "ghost", "upgrade"))
    assert operations.save_relations(SHOP, frame, AT) == Saved(new=1, unknown=("ghost",))


def test_a_removed_relation_is_seen_as_an_empty_list() -> None:
    operations.save_products(SHOP, products(product("bike"), product("bell")), AT)
    operations.save_relations(SHOP, relations(("bike", "bell", "accessory")), AT)
    before = queries.revision()
    gone = relations(("bike", "bell", "accessory"), ("bike", "bell", "upgrade"))
    assert operations.remove_relations(SHOP, gone, AT) == 1
    assert queries.catalogue(SHOP, before).relations == {"bike": []}
    assert queries.catalogue(SHOP).relations == {}


def test_an_unknown_source_has_an_empty_catalogue() -> None:
    assert queries.catalogue("nowhere").products == []


def test_a_product_only_seen_in_an_order_is_named_and_priced_by_it() -> None:
    operations.save_order_lines(SHOP, lines(line("1", "1", "bell", price=1295, product_name="Brass bell")), AT)
    page = queries.product(SHOP, "bell")
    assert page is not None
    assert (page.product.name, page.product.price, page.described) == ("Brass bell", 1295, False)


def test_a_nameless_product_is_called_by_its_id_until_it_is_named() -> None:
    operations.save_order_lines(SHOP, lines(line("1", "1", "bell")), AT)
    assert queries.catalogue(SHOP).products[0].name == "bell"
    operations.save_order_lines(SHOP, lines(line("2", "1", "bell", product_name="Brass bell")), AT)
    assert queries.catalogue(SHOP).products[0].name == "Brass bell"


def test_describing_a_product_seen_in_an_order_keeps_its_sales() -> None:
    operations.save_order_lines(SHOP, lines(line("1", "1", "bell", price=1295, customer_id="ann")), AT)
    assert operations.save_products(SHOP, products(product("bell", 1500)), AT) == Saved(changed=1)
    page = queries.product(SHOP, "bell")
    assert page is not None
    assert (page.described, page.units, page.orders, page.customers, page.last_sold_at) == (True, 1, 1, 1, AT)


def test_an_order_never_changes_the_price_of_a_described_product() -> None:
    operations.save_products(SHOP, products(product("bell", 1500)), AT)
    before = queries.revision()
    operations.save_order_lines(SHOP, lines(line("1", "1", "bell", price=900, at=AT + timedelta(days=9))), AT)
    assert queries.catalogue(SHOP).products[0].price == 1500
    assert queries.revision() == before


def test_products_are_found_by_any_words_of_id_name_or_brand() -> None:
    rows = [product("b-1", brand="Vélo"), product("b-2", brand="Rad"), product("kello-ä")]
    operations.save_products(SHOP, products(*(row | {"brand": row.get("brand", "")} for row in rows)), AT)

    def ids(text: str) -> list[str]:
        return [found.id for found in queries.find_products(SHOP, text)]

    assert ids("B-") == ["b-1", "b-2"]
    assert ids("vÉlo B-1") == ["b-1"]
    assert ids("KELLO-Ä") == ["kello-ä"]
    assert ids("b-1 rad") == []
    assert ids("100%") == []
    assert ids("\0") == ids("")
    assert len(queries.find_products(SHOP, limit=2)) == 2
    assert [found.id for found in queries.find_products(SHOP, limit=2, offset=2)] == ["kello-ä"]


def test_the_product_with_exactly_that_id_comes_first() -> None:
    operations.save_products(SHOP, products(product("10"), product("1") | {"name": "Zebra"}, product("100")), AT)
    assert [found.id for found in queries.find_products(SHOP, "1")] == ["1", "10", "100"]


def test_an_unknown_product_has_no_page() -> None:
    assert queries.product(SHOP, "ghost") is None


def test_counts_count_what_one_source_has() -> None:
    operations.save_products(SHOP, products(product("bike")), AT)
    operations.save_customers(SHOP, customers({"external_id": "ann"}), AT)
    operations.save_order_lines(SHOP, lines(line("1", "1", "bike"), line("1", "2", "bell")), AT)
    found = queries.counts(SHOP)
    assert (found.products, found.described, found.customers, found.orders, found.lines) == (2, 1, 1, 1, 2)
    assert (found.first_order_at, found.last_order_at) == (AT, AT)
    assert queries.counts("nowhere").lines == 0
