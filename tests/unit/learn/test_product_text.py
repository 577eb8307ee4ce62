from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.learn.making import product
from worthmore.learn.product_text import product_features
from worthmore.vocabulary.products import Product


def alike(*products: Product, id_prefix: int = 0) -> np.ndarray:
    features = product_features(products, id_prefix)
    return np.asarray((features @ features.T).todense())


def named(*names: str) -> list[Product]:
    return [Product(str(place), name, 100, "EUR") for place, name in enumerate(names)]


def test_shared_words_make_products_alike() -> None:
    found = alike(*named("Red retrospot bag", "Blue retrospot bag", "Garden chair", "Garden chair wood"))
    assert found[0, 1] > 0.5
    assert found[0, 2] == 0


def test_accents_and_capitals_do_not_matter() -> None:
    assert alike(*named("Crème brûlée", "CREME BRULEE"))[0, 1] > 0.99


def test_category_and_brand_make_products_alike_when_names_share_nothing() -> None:
    products = [product("one", 1, "Home/Lamps"), product("xyz", 1, "Home/Lamps"), product("qqq", 1, "Food/Tea")]
    found = alike(*products)
    assert found[0, 1] > 0.99
    assert found[0, 2] == 0
    branded = [product("one", 1, "A", brand="Acme"), product("xyz", 1, "B", brand="ACME "), product("qqq", 1, "C")]
    assert alike(*branded)[0, 1] > 0.99


def test_the_start_of_a_code_counts_only_when_asked() -> None:
    products = [Product("85099A", "one", 1, "EUR"), Product("85099B", "xyz", 1, "EUR"), Product("850", "qq", 1, "EUR")]
    assert alike(*products)[0, 1] == 0
    found = alike(*products, id_prefix=4)
    assert found[0, 1] > 0.99
    assert found[0, 2] == 0


def test_what_most_products_share_says_nothing() -> None:
    products = named(*(f"lamp {chr(97 + place % 26) * 6}{place}" for place in range(500)))
    assert alike(*products)[0, 1] == 0


@given(names=st.lists(st.text(max_size=12), max_size=8))
def test_any_names_give_rows_of_length_one_or_none(names: list[str]) -> None:
    features = product_features([Product(str(place), name, 1, "EUR") for place, name in enumerate(names)])
    assert features.shape[0] == len(names)
    length = np.asarray(features.multiply(features).sum(axis=1)).ravel()
    assert np.all(np.isclose(length, 1, atol=1e-4) | (length == 0))
