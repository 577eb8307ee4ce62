"""People as the shop knows them: names, towns and addresses, all invented."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import polars as pl

from worthmore.shop.columns import CUSTOMERS
from worthmore.simulation.people import COUNTRIES, LANGUAGES, People
from worthmore.simulation.world import Ints

NOT_TOLD = ("birth_year", "minor", "card")


def customer_ids(who: Ints, first: int) -> pl.Series:
    """The shop's ids of people by their place in a block that starts with number `first`."""
    return pl.select(pl.format("c{}", pl.Series(who + first + 1))).to_series()


def customers(people: People, source: str, rng: np.random.Generator) -> pl.DataFrame:
    """The block's people as the shop's customers. E-mail addresses end in .example and are the source's own."""
    place = np.arange(len(people))
    blocks = [
        _of_country(people, place[people.country == number], country, rng) for number, country in enumerate(COUNTRIES)
    ]
    everyone = pl.concat(blocks).sort("place")
    domain = re.sub(r"[^a-z0-9]+", "-", source.lower()).strip("-") or "shop"
    return everyone.with_columns(
        external_id=customer_ids(place, people.first),
        email=pl.format("{}.{}@{}.example", _plain("name"), pl.col("place") + people.first + 1, pl.lit(domain)),
        language=pl.Series(np.array(LANGUAGES)[people.language]),
    ).select(name for name in CUSTOMERS.schema if name not in NOT_TOLD)


def _of_country(people: People, place: Ints, country: str, rng: np.random.Generator) -> pl.DataFrame:
    said = _said()[country]
    first = np.array(said["first"])[rng.integers(len(said["first"]), size=len(place))]
    last = np.array(said["last"])[rng.integers(len(said["last"]), size=len(place))]
    town = rng.integers(len(said["towns"]), size=len(place))
    return pl.DataFrame({"place": place}).with_columns(
        name=pl.concat_str(pl.Series(first), pl.Series(last), separator=" "),
        phone=pl.format(
            "{}{}", pl.lit(said["phone"]), (pl.col("place") + people.first + 1).cast(pl.String).str.zfill(7)
        ),
        postcode=pl.Series(np.array([code for code, _ in said["towns"]])[town]),
        city=pl.Series(np.array([name for _, name in said["towns"]])[town]),
        country=pl.lit(country),
    )


def _plain(column: str) -> pl.Expr:
    """A name in the letters of an e-mail address."""
    plain = pl.col(column).str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return plain.str.replace_all(r"[^a-z0-9]+", ".")


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "addresses.toml").read_text(encoding="utf-8"))
