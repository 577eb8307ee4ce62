"""What people say of the shop: surveys, reviews of what they sent back, and recent complaints."""

from __future__ import annotations

import numpy as np
import polars as pl

from worthmore.shop.columns import SATISFACTION
from worthmore.simulation.customers import customer_ids
from worthmore.simulation.people import People
from worthmore.simulation.purchases import DAY, Purchases, Window
from worthmore.simulation.world import Floats, Ints

ASKED = 0.18  # share of lines that bring an answered survey
REVIEWED = 0.35  # share of returns that bring a review
COMPLAINT_WITHIN_DAYS = 90
COMPLAINTS = (
    "The parcel came two weeks late.",
    "Broken on arrival.",
    "Nobody answers the phone.",
    "The wrong one was sent.",
)


def draw_satisfaction(
    people: People, bought: Purchases, returned: Purchases, window: Window, rng: np.random.Generator
) -> pl.DataFrame:
    """The block's records, in order of time."""
    asked = bought.where(rng.random(len(bought)) < ASKED)
    unsuited = returned.where(rng.random(len(returned)) < REVIEWED)
    unhappy = np.flatnonzero(people.unhappy)
    lately = window.end - rng.integers(DAY, COMPLAINT_WITHIN_DAYS * DAY, len(unhappy))
    survey = _scores(people.fond[asked.who] + rng.normal(0, 0.08, len(asked)))
    review = _scores(people.fond[unsuited.who] - 0.35 + rng.normal(0, 0.1, len(unsuited)))
    complaint = _scores(rng.uniform(0.0, 0.3, len(unhappy)))
    notes = np.array(COMPLAINTS)[rng.integers(len(COMPLAINTS), size=len(unhappy))]
    parts = [
        _records(people, asked.who, survey, "survey", asked.at + 6 * DAY),
        _records(people, unsuited.who, review, "review", unsuited.at + DAY),
        _records(people, unhappy, complaint, "complaint", lately).with_columns(note=pl.Series(notes, dtype=pl.String)),
    ]
    return _numbered(pl.concat(parts), people, window)


def _records(people: People, who: Ints, score: Floats, kind: str, at: Ints) -> pl.DataFrame:
    moments = pl.Series(at * 1_000_000).cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    return pl.DataFrame({"customer_id": customer_ids(who, people.first), "score": score, "at": moments}).with_columns(
        kind=pl.lit(kind), note=pl.lit("")
    )


def _numbered(records: pl.DataFrame, people: People, window: Window) -> pl.DataFrame:
    said_by_now = records.filter(pl.col("at").dt.epoch("s") < window.end).sort("at", "customer_id", "kind")
    return said_by_now.with_columns(
        external_id=pl.format("s{}-{}", pl.lit(people.first), pl.int_range(pl.len()))
    ).select(*SATISFACTION.schema)


def _scores(score: Floats) -> Floats:
    rounded: Floats = score.clip(0.0, 1.0).round(1)
    return rounded
