from __future__ import annotations

import numpy as np
import pytest

from tests.unit.learn.making import bought, product
from worthmore.learn.complements import Complements
from worthmore.learn.lending import MOST_LENT, MOST_PUT_BESIDE, lent
from worthmore.learn.neighbours import RECORD, NeighbourTable
from worthmore.learn.product_text import product_features
from worthmore.vocabulary.evidence import Basis

RED, CABLE, BLUE, SPADE, OTHER_SPADE = range(5)
NAMES = ["desk lamp red", "extension cord", "desk lamp blue", "garden spade", "garden spade small"]
OFFERED = np.ones(5, dtype=np.bool_)


def shop() -> tuple[NeighbourTable, np.ndarray]:
    """Red lamps go with cables; the blue one is new. One spade sells, beside nothing."""
    data = bought((RED, CABLE), (SPADE,), (SPADE,), each_by=30, item_count=5)
    categories = ["Lamps", "Cables", "Lamps", "Garden", "Garden"]
    described = [product(name, 100, category) for name, category in zip(NAMES, categories, strict=True)]
    features = product_features(described)
    table = Complements().fit(data).neighbours_
    few = np.bincount(data.item, minlength=5) < 20
    return lent(table, features, few, OFFERED), table.records


def test_a_new_product_borrows_from_the_one_most_like_it() -> None:
    table, _ = shop()
    record = table.of(BLUE)[0]
    assert record["other"] == CABLE
    assert (record["customers"], record["baskets"]) == (0, 0)
    assert np.isnan(record["lift"])
    assert table.count(Basis.ALIKE) == 2


def test_it_is_put_beside_what_those_like_it_go_with_after_what_is_known() -> None:
    table, _ = shop()
    assert table.of(CABLE)["other"].tolist() == [RED, BLUE]


def test_nothing_lent_is_surer_than_what_it_was_lent_from() -> None:
    table, _ = shop()
    own, borrowed = table.of(RED)[0], table.of(BLUE)[0]
    assert 0 < borrowed["chance"] <= own["chance"]
    assert borrowed["base_chance"] <= own["base_chance"]
    assert borrowed["score"] <= own["score"]


def test_where_nothing_is_known_nothing_can_be_lent() -> None:
    table, _ = shop()
    assert not len(table.of(OTHER_SPADE))


def test_what_is_known_stays_as_it_is() -> None:
    table, own = shop()
    assert np.array_equal(table.of(RED), own[own["other"] == CABLE])


def test_what_is_no_longer_sold_is_not_lent() -> None:
    described = [product(name, 100, "Lamps") for name in NAMES[:3]]
    table = Complements().fit(bought((RED, CABLE), (CABLE,), each_by=30, item_count=3)).neighbours_
    few = np.array([False, False, True])
    found = lent(table, product_features(described), few, np.array([True, False, False]))
    assert not len(found.of(BLUE))
    assert CABLE not in found.of(BLUE)["other"]


def test_without_any_words_nothing_changes() -> None:
    described = [product(letter, 100, "") for letter in "abc"]
    table = Complements().fit(bought((0, 1), (2,), each_by=30)).neighbours_
    found = lent(table, product_features(described), np.array([False, False, True]), OFFERED[:3])
    assert np.array_equal(found.records, table.records)


@pytest.mark.parametrize("items", [0, 1])
def test_the_smallest_shops_are_no_trouble(items: int) -> None:
    described = [product("lamp", 100) for _ in range(items)]
    few = np.ones(items, dtype=np.bool_)
    assert lent(NeighbourTable.empty(items), product_features(described), few, few).item_count == items


def test_only_so_many_are_lent_and_put_beside() -> None:
    """One lamp with fifteen parts, and nine new lamps."""
    records = np.zeros(30, dtype=RECORD)
    records["other"], records["score"] = [*range(1, 16), *[0] * 15], np.linspace(0.9, 0.5, 30)
    records["chance"], records["base_chance"] = 0.4, 0.1
    table = NeighbourTable.from_pairs(np.array([*[0] * 15, *range(1, 16)]), records, 25)
    names = ["desk lamp", *(f"part {letter * 6}" for letter in "bcdfghjklmnpqrs"), *["desk lamp new"] * 9]
    features = product_features([product(name, 100, "") for name in names])
    found = lent(table, features, np.arange(25) >= 16, np.ones(25, dtype=np.bool_))
    assert found.of(16)["other"].tolist() == list(range(1, 1 + MOST_LENT))
    assert len(found.of(0)) == 15
    assert (found.of(1)["other"] >= 16).sum() == MOST_PUT_BESIDE
