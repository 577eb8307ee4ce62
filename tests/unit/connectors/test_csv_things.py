"""Columns of how long things last, of quantity prices, of what must go, and of what belongs to what."""

from __future__ import annotations

import json

import polars as pl
import pytest

from tests.unit.connectors.reading import ReadFile
from worthmore.connectors.csv import contradictions as wrong
from worthmore.connectors.csv.cells.tiers import NOT_TIERS, RISING, tiers
from worthmore.connectors.csv.columns import RELATIONS as KINDS
from worthmore.connectors.csv.contradictions import contradictions
from worthmore.vocabulary.products import RelationKind


@pytest.mark.parametrize(
    "heading", ["lasts days", "levensduur (dagen)", "Käyttöikä (päivää)", "durée de vie (jours)", "Lebensdauer Tage"]
)
def test_a_product_may_be_said_how_long_it_lasts(read: ReadFile, heading: str) -> None:
    found = read(f"sku;name;price;{heading}\nA;Boiler service;5,00;365\nB;Lamp;5,00;\n")
    assert found.column("lasts_days", "products") == [365, None]


@pytest.mark.parametrize("cell", ["0", "-3", "40000"])
def test_a_life_out_of_bounds_is_left_out_and_told(read: ReadFile, cell: str) -> None:
    found = read(f"sku;name;price;lasts days\nA;Lamp;5,00;{cell}\n")
    assert found.column("lasts_days", "products") == [None]
    assert found.reasons == ["a number of days that is not between 1 and 36500"]


@pytest.mark.parametrize("heading", ["clearance", "opruiming", "poistotuote", "déstockage", "Räumungsverkauf"])
def test_a_product_may_be_said_to_have_to_go(read: ReadFile, heading: str) -> None:
    found = read(f"sku;name;price;{heading}\nA;Old helmet;5,00;ja\nB;Lamp;5,00;nee\n")
    assert found.column("clearance", "products") == [True, False]


@pytest.mark.parametrize(
    "heading", ["quantity prices", "staffelprijzen", "määrähinnat", "prix dégressifs", "Mengenpreise"]
)
def test_quantity_prices_are_kept_in_minor_units(read: ReadFile, heading: str) -> None:
    found = read(f'sku;name;price;{heading}\nA;Cards;1,00;"50: 0,90; 100: 0,85"\nB;Lamp;5,00;\n')
    first, second = found.column("tiers", "products")
    assert json.loads(str(first)) == {"50": 90, "100": 85}
    assert second == "{}"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("50: 0.90", {"50": 900_000}),
        ("50+: € 0,9 | 100 x 0,8", {"50": 900_000, "100": 800_000}),
        ("2=13", {"2": 13_000_000}),
    ],
)
def test_quantity_prices_are_read_as_people_write_them(cell: str, said: dict[str, int]) -> None:
    assert json.loads(str(tiers(cell))) == said


@pytest.mark.parametrize("cell", ["cheap", "1: 5", "50", "50: x", "50: -3"])
def test_what_is_no_quantity_price_is_told(cell: str) -> None:
    assert tiers(cell) is NOT_TIERS


def test_a_price_that_rises_with_the_quantity_is_told() -> None:
    assert tiers("50: 0,80; 100: 0,90") is RISING


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("conflicts with", "conflicts_with"),
        ("gaat niet samen met", "conflicts_with"),
        ("lisätakuu", "protection"),
        ("Wartung", "service"),
        ("remplacement", "replacement"),
        ("volgende maat", "next_size"),
        ("isompi", "size_up"),
        ("aan de kassa", "impulse"),
        ("étapes après le choix", "funnel_step"),
        ("set contents", "part"),
        ("Set-Inhalt", "part"),
    ],
)
def test_every_relation_has_its_heading(read: ReadFile, heading: str, kind: str) -> None:
    found = read(f"sku;name;price;{heading}\nA;Bike;5,00;B C\nB;Lock;5,00;\nC;Bell;5,00;\n")
    assert kind in {column.field for column in found.plan.file.columns}


def test_every_kind_of_relation_may_be_imported() -> None:
    assert set(KINDS) == {kind.value for kind in RelationKind}


SCHEMA = {"row": pl.Int64(), "heading": pl.String(), "product_id": pl.String(), "other_id": pl.String()}
CURRENCY = {"bike": "EUR", "lock": "EUR", "kit": "EUR", "case": "EUR", "pound": "GBP"}


def judged(*named: tuple[str, str, str], known: tuple[tuple[str, str, str], ...] = ()) -> list[tuple[str, str]]:
    """What is left out of relations (product, kind, other) and why."""
    rows = [(place, kind, one, other, kind, 0) for place, (one, kind, other) in enumerate(named, 2)]
    schema = {**SCHEMA, "kind": pl.String(), "position": pl.Int64()}
    holding = pl.DataFrame(
        [(one, other, kind) for one, kind, other in (*named, *known)],
        schema={"product_id": pl.String(), "other_id": pl.String(), "kind": pl.String()},
        orient="row",
    )
    good, rejects = contradictions(pl.DataFrame(rows, schema=schema, orient="row"), holding, CURRENCY)
    assert good.height + len(rejects) == len(named)
    return [(reject.value, reject.problem.reason) for reject in rejects]


def test_a_product_that_belongs_to_itself_is_told() -> None:
    assert judged(("bike", "accessory", "bike")) == [("bike", wrong.ITSELF.reason)]


def test_what_goes_together_and_not_is_told_at_the_cell_that_says_together() -> None:
    assert judged(("bike", "accessory", "lock"), ("lock", "conflicts_with", "bike")) == [("lock", wrong.APART.reason)]
    stored = (("bike", "conflicts_with", "lock"),)
    assert judged(("bike", "protection", "lock"), known=stored) == [("lock", wrong.APART.reason)]


def test_what_replaces_a_product_may_not_go_with_it() -> None:
    assert judged(("bike", "upgrade", "lock"), ("bike", "conflicts_with", "lock")) == []


def test_odd_sets_are_told() -> None:
    assert judged(("kit", "part", "case"), ("case", "part", "lock")) == [("case", wrong.SET_IN_SET.reason)]
    assert judged(("kit", "part", "kit")) == [("kit", wrong.ITSELF.reason)]
    assert judged(("kit", "part", "pound")) == [("pound", wrong.OTHER_CURRENCY.reason)]
    assert judged(("kit", "part", "not there yet")) == []
