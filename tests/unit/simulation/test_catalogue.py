from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from worthmore.shop.column_checks import check
from worthmore.shop.columns import ATTRIBUTES, PRODUCTS, RELATIONS
from worthmore.simulation.catalogue import beside, reading
from worthmore.simulation.catalogue.assortment import Assortment, Item
from worthmore.simulation.catalogue.beside import items_beside, products_beside, relations_beside
from worthmore.simulation.catalogue.frames import attributes, product_ids, products, relation_rows
from worthmore.simulation.catalogue.reading import WRITTEN, DataFileError, identity
from worthmore.simulation.catalogue.relations import relations
from worthmore.vocabulary.attributes import Direction, differences, same_need
from worthmore.vocabulary.products import RelationKind

# A few names nobody may mistake ours for.
REAL_BRANDS = {
    *("gazelle", "batavus", "koga", "cortina", "sparta", "trek", "giant", "specialized", "canyon", "brompton", "abus"),
    *("axa", "kryptonite", "thule", "ortlieb", "bosch", "siemens", "miele", "aeg", "samsung", "lg", "philips", "smeg"),
    *("kitchenaid", "kenwood", "tefal", "delonghi", "krups", "dyson", "electrolux", "whirlpool", "beko", "ikea"),
    *("artek", "iittala", "marimekko", "fatboy", "leenbakker", "beter bed", "auping", "helkama", "jopo", "tunturi"),
}


def _unit_margin(item: Item, assortment: Assortment) -> float:
    return item.price / (1 + assortment.by_key[item.family].vat) - item.cost


def test_some_three_hundred_products_are_sold(assortment: Assortment) -> None:
    assert 300 <= len(assortment.items) <= 360
    assert {family.interest for family in assortment.families} == {"bicycles", "kitchen", "furniture"}


def test_ids_are_unique_even_in_many_copies(assortment: Assortment) -> None:
    ids = product_ids(assortment, copies=40)
    assert len(ids) == 40 * len(assortment.items) == ids.n_unique()


@pytest.mark.parametrize("language", WRITTEN)
def test_every_product_has_a_name_in_every_language(assortment: Assortment, language: str) -> None:
    names = [item.names[language] for item in assortment.items]
    assert len(set(names)) == len(names)
    assert all(name.startswith(item.brand) for name, item in zip(names, assortment.items, strict=True))


def test_names_differ_between_languages(assortment: Assortment) -> None:
    same = [item.id for item in assortment.items if len(set(item.names.values())) == 1]
    assert same == []


def test_nothing_is_sold_below_its_cost(assortment: Assortment) -> None:
    assert [item.id for item in assortment.items if _unit_margin(item, assortment) <= 0] == []


def test_no_real_brand_is_named(assortment: Assortment) -> None:
    named = " ".join(f"{item.brand} {' '.join(item.names.values())}" for item in assortment.items).lower().split()
    assert REAL_BRANDS.isdisjoint(named)


def test_every_step_of_a_ladder_is_dearer_and_better(assortment: Assortment) -> None:
    steps = [
        (assortment.by_id[lower], assortment.by_id[upper])
        for family in assortment.families
        for ladder in family.ladders
        for lower, upper in pairwise(ladder)
    ]
    assert len(steps) > 100
    for lower, upper in steps:
        found = differences(lower.attributes, upper.attributes, assortment.kinds)
        assert lower.price < upper.price <= lower.price * 1.30, (lower.id, upper.id)
        assert found, (lower.id, upper.id)
        assert all(difference.better for difference in found), (lower.id, upper.id)
        assert same_need(lower.attributes, upper.attributes, assortment.kinds), (lower.id, upper.id)


def test_most_ladders_offer_a_step_within_a_quarter(assortment: Assortment) -> None:
    steps = [
        assortment.by_id[upper].price / assortment.by_id[lower].price
        for family in assortment.families
        for ladder in family.ladders
        for lower, upper in pairwise(ladder)
    ]
    assert sum(step <= 1.25 for step in steps) / len(steps) > 0.85


def test_the_first_story_can_be_told(assortment: Assortment) -> None:
    """A bike of € 1,000; one of € 1,190 with twice the battery; one only dearer; one far too dear."""
    chosen, better = assortment.by_id["merelwiel-lento-e3"], assortment.by_id["merelwiel-lento-e5"]
    assert (chosen.price, better.price) == (100_000, 119_000)
    assert better.attributes["battery"] == 2 * float(chosen.attributes["battery"])
    assert float(chosen.attributes["weight"]) - float(better.attributes["weight"]) == pytest.approx(3.0)

    only_dearer = assortment.by_id["vaartland-gracht-chic"]
    assert chosen.price < only_dearer.price <= 1.25 * chosen.price
    found = differences(chosen.attributes, only_dearer.attributes, assortment.kinds)
    assert not any(difference.better for difference in found)

    assert assortment.by_id["skarpo-salama-e-race"].price == 240_000


def test_a_child_seat_fits_only_certain_frames(assortment: Assortment) -> None:
    bench = {other for id, other, kind, _ in relations(assortment) if id == "pikkurilla-nest-duo"}
    frames = {assortment.by_id[other].attributes["frame"] for other in bench}
    assert frames == {"long tail"}


def test_a_fridge_can_tell_its_saving(assortment: Assortment) -> None:
    usual, thrifty = assortment.by_id["noordstal-koel-310"], assortment.by_id["noordstal-koel-340-zuinig"]
    assert assortment.kinds["energy"].direction is Direction.LOWER
    assert float(thrifty.attributes["energy"]) < float(usual.attributes["energy"])


def test_some_are_out_of_stock_some_not_counted_some_retired(assortment: Assortment) -> None:
    assert sum(item.stock == 0 for item in assortment.items) >= 4
    assert any(item.stock is None for item in assortment.items)
    assert any(item.retired for item in assortment.items)


def test_every_kind_of_relation_is_set(assortment: Assortment) -> None:
    found = relations(assortment)
    beside = set(check(relations_beside(assortment), RELATIONS)["kind"])
    assert {kind for _, _, kind, _ in found} | {RelationKind(kind) for kind in beside} == set(RelationKind)
    assert len({(product, other, kind) for product, other, kind, _ in found}) == len(found)
    assert all(product != other for product, other, _, _ in found)


def test_the_frames_are_what_the_shop_saves(assortment: Assortment) -> None:
    retired_on = date(2026, 2, 28)
    goods = check(products(assortment, retired_on, copies=3), PRODUCTS)
    assert goods.height == 3 * len(assortment.items)
    assert goods["active_until"].drop_nulls().unique().to_list() == [retired_on]
    assert check(attributes(assortment), ATTRIBUTES).height == len(assortment.kinds)
    related = check(relation_rows(assortment, copies=3), RELATIONS)
    assert set(related["product_id"]) | set(related["other_id"]) <= set(goods["external_id"])


def test_every_attribute_is_labelled_in_every_language(assortment: Assortment) -> None:
    used = {name for item in assortment.items for name in item.attributes}
    assert used == set(assortment.kinds)
    assert all(kind.labels and set(kind.labels) == set(WRITTEN) for kind in assortment.kinds.values())


def test_an_id_is_plain_letters() -> None:
    assert identity("Lumivalo", "Kipinä 15") == "lumivalo-kipina-15"
    assert identity("Wolvaart", "Hei 160 × 230") == "wolvaart-hei-160-230"


@pytest.mark.parametrize(
    ("file", "before", "after", "complaint"),
    [
        ("kitchen", '"Koel 310", 549.00, 14,', '"Koel 310", 549.00,', "fridges, Koel 310: 9 values for 10 columns"),
        ("kitchen", '"energy", "noise", "guarantee"]', '"enrgy", "noise", "guarantee"]', "enrgy is not in attributes"),
        ("goes_with", 'with = "locks"', 'with = "lokcs"', "the family lokcs, which there is not"),
        ("goes_with", '"Merelwiel Lento E5"', '"Merelwiel Lento E55"', "relates merelwiel-lento-e55"),
    ],
)
def test_a_data_file_that_does_not_fit_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str, before: str, after: str, complaint: str
) -> None:
    for path in Path(reading.__file__).parent.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace(before, after, 1) if path.stem == file else text, "utf-8")
    monkeypatch.setattr(reading, "files", lambda package: tmp_path)
    with pytest.raises(DataFileError, match=complaint):
        demo_assortment_anew()


def demo_assortment_anew() -> Assortment:
    return reading.demo_assortment.__wrapped__()


def test_what_is_sold_beside_has_names_prices_above_cost_and_ids_of_its_own(assortment: Assortment) -> None:
    found = [item for item, _ in items_beside()]
    assert check(products_beside(), PRODUCTS).height == len(found) > 10
    assert {item.id for item in found}.isdisjoint(assortment.by_id)
    assert all(item.price / 1.21 > item.cost for item in found)
    assert REAL_BRANDS.isdisjoint(" ".join(item.brand for item in found).lower().split())


def test_a_set_costs_less_than_its_parts_and_more_than_what_they_cost_the_shop(assortment: Assortment) -> None:
    rows = relations_beside(assortment).filter(kind=RelationKind.PART.value).rows()
    (name,) = {product for product, _, _, _ in rows}
    (found,) = (item for item, _ in items_beside() if item.id == name)
    parts = [assortment.by_id[other] for _, other, _, _ in rows]
    assert sum(part.cost for part in parts) * 1.21 < found.price < sum(part.price for part in parts)


def test_a_shop_that_relates_what_there_is_not_is_told(assortment: Assortment, monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"families": {}, "set_by_hand": {"relations": [["*tubes", "service", ["Nobody"]]]}}
    monkeypatch.setattr(beside, "_said", lambda: said)
    beside.items_beside.cache_clear()
    with pytest.raises(DataFileError, match="relates nobody"):
        relations_beside(assortment)
    monkeypatch.undo()
    beside.items_beside.cache_clear()
