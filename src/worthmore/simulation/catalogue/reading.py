"""Reads the data files into an `Assortment`, and refuses what does not fit together."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from worthmore.simulation.catalogue.assortment import Assortment, Family, GoesWith, Item
from worthmore.vocabulary.attributes import AttributeKind, Direction
from worthmore.vocabulary.products import RelationKind

DEPARTMENTS = ("bicycles", "bicycles_extras", "kitchen", "kitchen_extras", "furniture", "furniture_extras")
OWN_COLUMNS = ("brand", "model", "price", "stock", "popular", "word", "fits", "fits_families")

WRITTEN = ("nl", "en", "fi")
"""The languages the data files are written in; in any other a product goes by its plain name."""
FAMILY_FIELDS = (
    *("category", "starts", "season", "trait", "with_children", "returns", "again", "consumable"),
    *("refill_days", "impulse", "vat"),
)


class DataFileError(ValueError):
    """A data file of the demo shop that does not fit together."""


@cache
def demo_assortment() -> Assortment:
    """The demo shop's assortment, read once."""
    kinds = _kinds(_toml("attributes"))
    families = tuple(
        _family(key, name.removesuffix("_extras"), said, kinds)
        for name in DEPARTMENTS
        for key, said in _toml(name).items()
    )
    belongs = _toml("goes_with")
    return Assortment(
        families=families,
        goes_with=tuple(_goes_with(row, {family.key for family in families}) for row in belongs["goes_with"]),
        kinds=kinds,
        seasons={name: tuple(tuple(bump) for bump in bumps) for name, bumps in belongs["seasons"].items()},
        set_by_hand=tuple(_relation(row, families) for row in belongs["relations"]),
    )


def identity(brand: str, model: str) -> str:
    """A product's id: brand and model in plain small letters joined by hyphens ("merelwiel-lento-e3")."""
    letters = unicodedata.normalize("NFKD", f"{brand} {model}").lower()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


def _kinds(said: Mapping[str, Any]) -> dict[str, AttributeKind]:
    return {
        name: AttributeKind(
            name,
            unit=kind.get("unit", ""),
            direction=Direction(kind.get("better", "neutral")),
            need=kind.get("need", False),
            labels={language: kind[language] for language in WRITTEN},
        )
        for name, kind in said.items()
    }


def _family(key: str, interest: str, said: Mapping[str, Any], kinds: Mapping[str, AttributeKind]) -> Family:
    strange = [name for name in said["columns"] if name not in OWN_COLUMNS and name not in kinds]
    if strange:
        raise DataFileError(f"{key}: column {', '.join(strange)} is not in attributes.toml")
    found = tuple(items(key, said))
    brands = {row[1]: row[0] for row in said["products"]}
    ladders = tuple(tuple(identity(brands[model], model) for model in ladder) for ladder in said.get("ladders", ()))
    return Family(
        key=key,
        interest=interest,
        items=found,
        ladders=ladders,
        quantities=tuple(said.get("quantities", (1,))),
        **{name: said[name] for name in FAMILY_FIELDS if name in said},
    )


def items(key: str, said: Mapping[str, Any]) -> Iterator[Item]:
    """The products of a family as its file says them."""
    columns = said["columns"]
    for values in said["products"]:
        if len(values) != len(columns):
            raise DataFileError(f"{key}, {values[1]}: {len(values)} values for {len(columns)} columns")
        yield _item(key, dict(zip(columns, values, strict=True)), said)


def _item(key: str, row: Mapping[str, Any], said: Mapping[str, Any]) -> Item:
    price = round(row["price"] * 100)
    noun = said["words"][row["word"]] if "word" in row else said["noun"]
    attributes = {name: value for name, value in row.items() if name not in OWN_COLUMNS}
    fits = tuple(row.get("fits", ()))
    if fits and all(isinstance(value, str) for value in fits):
        attributes["fits"] = ", ".join(fits)
    return Item(
        id=identity(row["brand"], row["model"]),
        family=key,
        brand=row["brand"],
        names={language: f"{row['brand']} {row['model']} {noun[language]}" for language in WRITTEN},
        price=price,
        cost=round(price / (1 + said.get("vat", 0.21)) * (1 - said["margin"])),
        stock=row["stock"] if row["stock"] >= 0 else None,
        popular=row["popular"],
        attributes=attributes,
        fits=fits or tuple(row.get("fits_families", ())),
        retired=row["model"] in said.get("retired", ()),
    )


def _goes_with(row: Mapping[str, Any], families: set[str]) -> GoesWith:
    for key in (row["main"], row["with"]):
        if key not in families:
            raise DataFileError(f"goes_with.toml names the family {key}, which there is not")
    rest = {name: value for name, value in row.items() if name not in ("main", "with")}
    return GoesWith(main=row["main"], other=row["with"], **rest)


def _relation(row: list[str], families: tuple[Family, ...]) -> tuple[str, RelationKind, str]:
    product, kind, other = identity(row[0], ""), RelationKind(row[1]), identity(row[2], "")
    known = {item.id for family in families for item in family.items}
    for named in (product, other):
        if named not in known:
            raise DataFileError(f"goes_with.toml relates {named}, which there is not")
    return product, kind, other
