from __future__ import annotations

import pytest
from django.test import Client

from tests.unit.storefront.conftest import row, save


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_home_shows_every_category_with_its_number_of_products(visitor: Client) -> None:
    page = text(visitor, "/shop/")
    assert 'href="/shop/category/bicycles/city-e-bikes/"' in page
    assert "3 products" in page
    assert "Helmets" not in page


def test_an_empty_shop_still_has_a_home(client: Client, db: None) -> None:
    from worthmore.storefront.shelf import holder

    holder.forget()
    assert "nothing on the shelves" in text(client, "/shop/")


def test_category_lists_what_is_below_it(visitor: Client) -> None:
    page = text(visitor, "/shop/category/bicycles/")
    assert "Racing bike Snel" in page
    assert "Lento E5" in page
    assert "Schakel" not in page


def test_category_sorts_and_keeps_to_the_price_range(visitor: Client) -> None:
    page = text(visitor, "/shop/category/bicycles/?sort=dearest&lowest=1000&highest=1500")
    order = [page.index(name) for name in ("Polder", "Lento E5", "Lento E3")]
    assert order == sorted(order)
    assert "Racing bike Snel" not in page


@pytest.mark.parametrize("query", ["sort=backwards", "lowest=-1&highest=x", "lowest=9999999999", "sort=%00&lowest=٣"])
def test_category_passes_over_what_it_cannot_read(visitor: Client, query: str) -> None:
    assert "Lento E5" in text(visitor, f"/shop/category/bicycles/?{query}")


def test_nothing_in_the_price_range_says_so(visitor: Client) -> None:
    assert "Nothing in this price range" in text(visitor, "/shop/category/bicycles/?highest=1")


def test_product_shows_price_stock_and_attributes(visitor: Client) -> None:
    page = text(visitor, "/shop/product/better/")
    assert "€1,190" in page
    assert "10 in stock" in page
    assert "500\u00a0Wh" in page
    assert "Battery" in page


def test_product_speaks_dutch_and_finnish(visitor: Client) -> None:
    visitor.cookies.load({"django_language": "nl"})
    dutch = text(visitor, "/shop/product/better/")
    assert "Elektrische stadsfiets Lento E5" in dutch
    assert "€\u00a01.190" in dutch
    assert "In winkelmandje" in dutch
    assert "lage instap" in dutch
    visitor.cookies.load({"django_language": "fi"})
    finnish = text(visitor, "/shop/product/better/")
    assert "1\u00a0190\u00a0€" in finnish
    assert "Lisää ostoskoriin" in finnish


def test_product_names_are_escaped_and_any_id_has_an_address(visitor: Client) -> None:
    page = text(visitor, "/shop/product/a/b%20c/")
    assert "Basket &lt;b&gt;Markt&lt;/b&gt; &amp; more" in page


def test_a_sold_out_product_cannot_be_put_in_the_cart(visitor: Client) -> None:
    page = text(visitor, "/shop/product/gone/")
    assert "Sold out" in page
    assert 'name="quantity"' not in page


def test_a_product_compares_with_the_nearest_in_price(visitor: Client) -> None:
    page = text(visitor, "/shop/product/bike/")
    assert page.index('value="better"') < page.index('value="gone"')
    assert 'value="racer"' not in page


def test_comparison_marks_the_better_value_both_ways(visitor: Client) -> None:
    page = text(visitor, "/shop/compare/?product=bike&product=better")
    assert page.count('class="best"') == 2
    assert page.index("500\u00a0Wh") > page.index("250\u00a0Wh")


def test_comparison_of_one_asks_for_another(visitor: Client) -> None:
    response = visitor.get("/shop/compare/?product=bike&product=bike&product=nonsense", follow=True)
    assert response.redirect_chain == [("/shop/product/bike/", 302)]
    assert "at least two" in response.content.decode()


def test_comparison_of_five_shows_four(visitor: Client) -> None:
    asked = "&".join(f"product={product}" for product in ("bike", "better", "racer", "gone", "lock"))
    page = text(visitor, f"/shop/compare/?{asked}")
    assert "first four" in page
    assert page.count('<th scope="col">') == 4


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/shop/product/nonsense/", "not, or no longer"),
        ("/shop/product/old/", "not, or no longer"),
        ("/shop/product/%00/", "not, or no longer"),
        ("/shop/category/nonsense/", "no such category"),
        ("/shop/nonsense/", "no such page"),
        ("/shop/nonsense/of/some/length/", "no such page"),
    ],
)
def test_what_is_not_there_gets_a_friendly_page(visitor: Client, address: str, said: str) -> None:
    page = text(visitor, address, status=404)
    assert said in page
    assert "Lento" not in page
    assert 'href="/shop/"' in page


def test_an_address_without_its_slash_is_found(visitor: Client) -> None:
    assert visitor.get("/shop/cart").headers["Location"] == "/shop/cart/"


def test_pictures_are_found_by_product_id(visitor: Client) -> None:
    assert visitor.get("/shop/picture/lock/").headers["Location"].endswith("pictures/bicycle-accessories/locks.svg")
    assert visitor.get("/shop/picture/nonsense/").headers["Location"].endswith("pictures/other.svg")


def test_a_changed_price_shows_at_once(visitor: Client) -> None:
    assert "€39.95" in text(visitor, "/shop/product/lock/")
    save([row("lock", "Chain lock Schakel 9", 3_495, "Bicycle accessories/Locks", stock=None)])
    assert "€34.95" in text(visitor, "/shop/product/lock/")


def test_a_name_from_right_to_left_turns_nothing_around_it(shop: None, client: Client) -> None:
    save([row("rtl", "خوذة 🚲 <i>", 5_000, "Bicycle accessories/Helmets")])
    page = client.get("/shop/product/rtl/").content.decode()
    assert "\u2068خوذة 🚲 &lt;i&gt;\u2069" in page
