"""When customers order next, and when they buy a product again: against plain habits, on three histories.

    python -m benchmarks.replenishment

Next order (Instacart, 1,000 users): everybody's newest order is hidden, all earlier ones of everybody are known, and
nothing else. Products: learned from seven customers in ten; of the other three each purchase is asked about with only
what that customer did before. Those who came back late are seen less often, so each weighs as many as it stands for
(one over the share of purchases watched as long, at most ten); means are over all of these. Intervals are bootstraps
over customers.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.harness import ROOT, keep
from worthmore.learn.charges import names_a_charge
from worthmore.learn.evaluation.intervals import Interval
from worthmore.learn.evaluation.waits import LEVELS, Days, Forecast, Quantiles, everybodys_habit, own_habit
from worthmore.learn.histories import histories
from worthmore.learn.replenishment import NO_CATEGORY, NextOrder, Purchases, Replenishment
from worthmore.learn.replenishment.everybody import due_table
from worthmore.learn.replenishment.pooled import pair_numbers
from worthmore.learn.replenishment.purchases import Stretches, stretches
from worthmore.learn.replenishment.watched import standing_for

DATA = ROOT.parent / "shared" / "data"
SEED = 20261122
FEWEST = 3


def next_order_rows() -> list[dict[str, object]]:
    """Everybody's next order on Instacart."""
    orders = pl.read_parquet(DATA / "instacart_1k" / "orders.parquet").sort("user_id", "order_number")
    nothing = np.zeros(len(orders), dtype=np.int64)
    every = histories(
        orders["user_id"].to_numpy(), orders["day"].to_numpy(), nothing, 1, orders["order_number"].to_numpy()
    )
    known, last = every.without_last(), every.basket_start[1:] - 1
    came = every.day[last] - every.day[last - 1]
    ones = np.ones(len(came))
    started = time.process_time()
    model = NextOrder().fit(known)
    found = model.predict(known)
    seconds = time.process_time() - started
    formula = NextOrder(least_gaps=10**9).fit(known).predict(known)
    all_said = [
        Forecast("ours", known.person, ones, came, (found.low, found.middle, found.high)),
        Forecast("the formula for small shops", known.person, ones, came, (formula.low, formula.middle, formula.high)),
        Forecast("own habit", known.person, ones, came, own_habit(known)),
        Forecast("everybody's habit", known.person, ones, came, everybodys_habit(known)),
    ]
    return rows("Next order, Instacart", all_said, seconds, "own habit", "MAE at least 10 % under own median")


def instacart() -> Purchases:
    """Days count back from each user's newest order: nobody knows the calendar."""
    folder = DATA / "instacart_1k"
    orders, items = pl.read_parquet(folder / "orders.parquet"), pl.read_parquet(folder / "order_items.parquet")
    newest = orders.group_by("user_id").agg(pl.col("day").max().alias("newest"))
    lines = items.join(orders, on="order_id").join(newest, on="user_id")
    lines = lines.join(pl.read_parquet(folder / "products.parquet"), on="product_id")
    lines = lines.with_columns(when=pl.col("day") + 365.0 - pl.col("newest"), pieces=pl.lit(1.0))
    return _purchases(lines, "user_id", "product_id", "aisle_id", 365.0)


def dunnhumby() -> Purchases:
    """The first 79 days of Dunnhumby's households."""
    lines = pl.read_parquet(DATA / "dunnhumby_cj" / "baskets_first79days.parquet")
    products = pl.read_parquet(DATA / "dunnhumby_cj" / "products.parquet").select("product_id", "product_type")
    lines = lines.join(products, left_on="item_id", right_on="product_id", how="left")
    lines = lines.with_columns(when=pl.col("date").cast(pl.Float64), pieces=pl.lit(1.0))
    return _purchases(lines, "user_id", "item_id", "product_type", 79.0)


def online_retail() -> Purchases:
    """Online Retail without charges and guests, what went back deducted; it has no categories."""
    lines = pl.read_parquet(DATA / "online_retail" / "online_retail.parquet").unique()
    lines = lines.rename({name: name.lower() for name in lines.columns})
    (customer,) = (name for name in lines.columns if "customer" in name)
    (date,) = (name for name in lines.columns if "date" in name)
    (stock,) = (name for name in lines.columns if "stock" in name)
    charge = [names_a_charge(str(name)) for name in lines["description"].to_list()]
    lines = lines.filter(~pl.Series(charge), pl.col(customer).is_not_null()).with_columns(
        when=pl.col(date).cast(pl.Datetime).dt.epoch("s") / 86_400.0, pieces=pl.col("quantity").cast(pl.Float64),
        none=pl.lit(None, dtype=pl.String),
    )  # fmt: skip
    return _purchases(lines, customer, stock, "none", float(lines["when"].max() or 0.0))  # type: ignore[arg-type]


def _purchases(lines: pl.DataFrame, person: str, item: str, category: str, until: float) -> Purchases:
    numbered = lines.with_columns(
        person=pl.col(person).cast(pl.Int64),
        item=pl.col(item).rank("dense").cast(pl.Int64) - 1,
        category=(pl.col(category).rank("dense").cast(pl.Int64) - 1).fill_null(NO_CATEGORY),
    )
    categories = numbered.unique("item").sort("item")["category"].to_numpy()
    who, what, when, pieces = (numbered[name].to_numpy() for name in ("person", "item", "when", "pieces"))
    return Purchases(who, what, when, pieces, categories, until)


def product_rows(title: str, every: Purchases) -> list[dict[str, object]]:
    """When customers buy a product again, of customers nothing was learned from."""
    people = np.random.default_rng(SEED).permutation(np.unique(every.person))
    asked = np.isin(every.person, people[: len(people) * 3 // 10])
    lessons = stretches(_only(every, ~asked))
    started = time.process_time()
    model = Replenishment().fit(_only(every, ~asked))
    seconds = time.process_time() - started
    table = stretches(_only(every, asked))
    kept = table.take((table.left >= 1) & model.products_["known"][table.item])
    weight, closed = standing_for(kept), kept.take(kept.closed)
    answers = {
        "ours": ours(model, kept),
        "own habit, else the product's": own_days(closed, kept, lessons),
        "the product's habit": products_days(closed, lessons),
        "everybody's habit": _full(lessons.days[lessons.closed], len(closed)),
    }
    all_said = [Forecast(name, closed.person, weight, closed.days, said) for name, said in answers.items()]
    known = model.products_[model.products_["known"]]
    refills = float((known["share"] >= model.least_share).mean())
    told = f"; {len(known)} products known, {refills:.0%} of them refills"
    return rows(title, all_said, seconds, "own habit, else the product's", "", told)


def _only(every: Purchases, chosen: NDArray[np.bool_]) -> Purchases:
    lines = every.person[chosen], every.item[chosen], every.day[chosen], every.quantity[chosen]
    return Purchases(*lines, every.category, every.until)


def ours(model: Replenishment, kept: Stretches) -> Quantiles:
    """Of each closed purchase what was expected at its time: each asked as if it were the newest of its pair."""
    as_newest = [_first(kept, place) for place in range(int(kept.place.max(initial=0)) + 1)]
    found = np.full((3, len(kept)), np.nan)
    for rows_here, newest in as_newest:
        table = due_table(newest, model.products_, model.common_, model.least_share)
        found[:, rows_here] = np.stack([table.from_at, table.due_at, table.to_at]) - table.last_at
    low, middle, high = found[:, kept.closed]
    return low, middle, high


def _first(kept: Stretches, place: int) -> tuple[NDArray[np.int64], Stretches]:
    """The rows with that place, and a table in which they are the newest and still open."""
    pair = pair_numbers(kept)
    here = np.flatnonzero(kept.place == place)
    with_it = np.isin(pair, pair[here]) & (kept.place <= place)
    part = kept.take(with_it)
    newest = Stretches(
        part.person, part.item, part.at, part.days, part.left, part.quantity, part.place, part.place < place
    )
    return here, newest


def products_days(asked: Stretches, lessons: Stretches) -> Quantiles:
    """The quantiles of a product's intervals, from three on; else everybody's."""
    closed = lessons.take(lessons.closed)
    frame = pl.DataFrame({"item": closed.item, "days": closed.days})
    names = [f"q{level}" for level in LEVELS]
    seen = frame.group_by("item").agg(
        pl.len().alias("n"),
        *(pl.col("days").quantile(level, "linear").alias(name) for level, name in zip(LEVELS, names, strict=True)),
    )
    joined = pl.DataFrame({"item": asked.item}).join(
        seen.filter(pl.col("n") >= FEWEST), on="item", how="left", maintain_order="left"
    )
    usual = _full(closed.days, len(asked))
    low, middle, high = (
        np.where(joined[name].is_null(), other, joined[name].fill_null(0.0))
        for name, other in zip(names, usual, strict=True)
    )
    return low, middle, high


def own_days(asked: Stretches, kept: Stretches, lessons: Stretches) -> Quantiles:
    """The quantiles of the customer's own earlier intervals of the product, else the product's."""
    found = [column.copy() for column in products_days(asked, lessons)]
    places = np.flatnonzero(kept.closed)
    for row, place in enumerate(places.tolist()):
        count = int(kept.place[place])
        if count:
            for column, level in zip(found, LEVELS, strict=True):
                column[row] = np.quantile(kept.days[place - count : place], level)
    return found[0], found[1], found[2]


def _full(days: Days, count: int) -> Quantiles:
    low, middle, high = (np.full(count, np.quantile(days, level)) for level in LEVELS)
    return low, middle, high


def rows(
    title: str, all_said: list[Forecast], seconds: float, against: str, wanted: str, told: str = ""
) -> list[dict[str, object]]:
    """One line a model, and ours less the named one, paired."""
    made: list[dict[str, object]] = []
    for one in all_said:
        losses, within = (
            _several(one, values, style) for values, style in ((one.pinball(), ".2f"), (one.within(), ".0%"))
        )
        text = f"MAE {_text(_mean(one, one.off()))} days; pinball 10/50/90 {losses}; came within each {within}"
        ending = f"{told}; {seconds:.1f} s of work" if one.model == "ours" else ""
        made.append({"what": f"{title}: {one.model}", "measured": text + ending, "wanted": ""})
    mine, (theirs,) = all_said[0], [one for one in all_said if one.model == against]
    gap, off = _mean(mine, mine.off() - theirs.off()), _mean(theirs, theirs.off())
    mine_lost, lost = mine.pinball().sum(axis=1), theirs.pinball().sum(axis=1)
    loss = _mean(mine, mine_lost - lost)
    text = f"MAE {_text(gap)} days ({gap.mean / off.mean:+.1%}); "
    text += f"pinball in sum {_text(loss)} ({loss.mean / _mean(theirs, lost).mean:+.1%})"
    if not np.all(mine.weight == 1.0):
        plain = _mean(replace(mine, weight=np.ones(len(mine.came))), mine.off() - theirs.off())
        text += f"; every interval that was seen counting once, MAE {_text(plain)} days"
    return [*made, {"what": f"{title}: ours - {against}, paired", "measured": text, "wanted": wanted}]


def _mean(one: Forecast, values: Days) -> Interval:
    return one.mean(values, np.random.default_rng(SEED))


def _several(one: Forecast, values: Days, style: str) -> str:
    return " ".join(format(float(np.average(column, weights=one.weight)), style) for column in values.T)


def _text(one: Interval) -> str:
    return f"{one.mean:.2f} ({one.low:.2f} to {one.high:.2f})"


def main() -> None:
    """Everything, in one run."""
    if not DATA.exists():
        raise SystemExit(f"the order histories are not there: {DATA}")
    sets: dict[str, Any] = {"Instacart": instacart, "Dunnhumby, 79 days": dunnhumby, "Online Retail": online_retail}
    made = next_order_rows()
    for name, load in sets.items():
        made += product_rows(f"A product again, {name}", load())
    keep("replenishment", made)


if __name__ == "__main__":
    main()
