"""Models side by side on one split: every metric, repeat and explore apart, with intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.evaluation import metrics
from worthmore.learn.evaluation.catalogue import concentration, coverage, diversity, novelty
from worthmore.learn.evaluation.intervals import Interval, difference, intervals
from worthmore.learn.evaluation.metrics import Ideal, Wanted
from worthmore.learn.evaluation.splits import Split

Model = Callable[[Split, int], NDArray[Any]]
"""Learns from `split.known` and lists the best so many items for each of `split.persons`: persons × places, -1 none."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """What is known of items beside histories; each may be missing. One number an item."""

    price: NDArray[Any] | None = None
    margin: NDArray[Any] | None = None
    category: NDArray[Any] | None = None


@dataclass(frozen=True, eq=False)
class Measured:
    """One model on one split: a column of one number a person for each metric, and figures of all lists together."""

    model: str
    split: str
    leaks: str
    columns: dict[str, NDArray[np.float64]]
    whole: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0

    def intervals(self, dice: np.random.Generator, draws: int = 1000) -> dict[str, Interval]:
        """Every column's mean with its 95 % interval over persons."""
        found = intervals(np.column_stack(list(self.columns.values())), dice, draws)
        return dict(zip(self.columns, found, strict=True))


def measure(
    model: str, ranked: NDArray[Any], split: Split, tops: Sequence[int] = (10, 20), catalogue: Catalogue | None = None
) -> Measured:
    """All metrics of the lists one model made for a split; `tops` are the lengths to look at.

    Names: `recall@10`, `ndcg@10` (ideal cut at the length), `ndcg_whole@10` (ideal the whole basket), `phr@10`,
    `mrr@10`, `precision@10`, `repeat@10` and `explore@10` (recall of what the person bought before, and of what is new
    to them,
    by the one common list), `price_recall@10`, `margin_recall@10`, `diversity@10`, `novelty@10`; of all lists
    together `coverage@10`, `concentration@10`, `filled@10`.
    """
    repeats = split.repeats()
    parts = {"repeat": split.wanted.only(repeats), "explore": split.wanted.only(~repeats)}
    columns: dict[str, NDArray[np.float64]] = {}
    whole: dict[str, float] = {}
    for top in tops:
        shown = np.asarray(ranked)[:, :top]
        if shown.shape[1] < top:
            raise ValueError(f"measure: {model} lists {shown.shape[1]} items; {top} were asked for")
        columns |= {f"{name}@{top}": column for name, column in _of_lists(shown, split.wanted).items()}
        columns |= {f"{name}@{top}": _recall(shown, part) for name, part in parts.items()}
        columns |= {f"{name}@{top}": column for name, column in _of_items(shown, split, catalogue).items()}
        whole |= {f"{name}@{top}": figure for name, figure in _of_all(shown, split).items()}
    return Measured(model, split.name, split.leaks, columns, whole)


def together(parts: Sequence[Measured]) -> Measured:
    """The parts of a cross-validation as one: persons of all parts, figures of all lists averaged."""
    first = parts[0]
    columns = {name: np.concatenate([part.columns[name] for part in parts]) for name in first.columns}
    whole = {name: float(np.mean([part.whole[name] for part in parts])) for name in first.whole}
    seconds = sum(part.seconds for part in parts)
    return Measured(first.model, f"{len(parts)} parts together", first.leaks, columns, whole, seconds)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a model may be published, and why, in a sentence for the shopkeeper."""

    publish: bool
    reason: str


def against_popularity(
    chosen: Measured, popular: Measured, dice: np.random.Generator, metric: str = "recall@10", fewest: int = 30
) -> Verdict:
    """A model that is worse than showing everybody the best sellers is refused; so is one nobody could judge."""
    gap = difference(chosen.columns[metric], popular.columns[metric], dice)
    if gap.persons < fewest:
        return Verdict(False, f"Only {gap.persons} customers came back often enough to judge by; {fewest} are needed.")
    mine, theirs = (np.nanmean(one.columns[metric]) for one in (chosen, popular))
    figures = f"finds {mine:.1%} of what customers bought next; showing everybody the best sellers finds {theirs:.1%}"
    if gap.mean < 0:
        return Verdict(False, f"What was learned {figures}. It is not used, because the best sellers do better.")
    if gap.low <= 0:
        return Verdict(True, f"What was learned {figures}. The difference is too small to be sure of.")
    return Verdict(True, f"What was learned {figures}.")


def rows(measured: Sequence[Measured], dice: np.random.Generator, draws: int = 1000) -> list[dict[str, Any]]:
    """The side-by-side table as plain values, for JSON: one row a model."""
    made = []
    for one in measured:
        said = {
            name: {"mean": _plain(i.mean), "low": _plain(i.low), "high": _plain(i.high), "persons": i.persons}
            for name, i in one.intervals(dice, draws).items()
        }
        figures = {name: _plain(value) for name, value in one.whole.items()}
        head = {"model": one.model, "split": one.split, "leaks": one.leaks, "seconds": round(one.seconds, 2)}
        made.append({**head, "metrics": said, "lists": figures})
    return made


def markdown(table: Sequence[Mapping[str, Any]], metrics_shown: Sequence[str]) -> str:
    """The same as a table for people: means with their 95 % intervals."""
    lines = [f"| model | {' | '.join(metrics_shown)} | s |", "|---" * (len(metrics_shown) + 2) + "|"]
    for row in table:
        cells = (_cell(row["metrics"].get(name)) for name in metrics_shown)
        lines.append(f"| {row['model']} | {' | '.join(cells)} | {row['seconds']:.1f} |")
    return "\n".join(lines)


def _cell(said: Mapping[str, Any] | None) -> str:
    if said is None or said["mean"] is None:
        return "–"
    return f"{said['mean']:.4f} ({said['low']:.4f}–{said['high']:.4f})"


def _plain(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 6)


def _recall(shown: NDArray[Any], wanted: Wanted) -> NDArray[np.float64]:
    return metrics.recall(metrics.hits(shown, wanted), wanted.sizes)


def _of_lists(shown: NDArray[Any], wanted: Wanted) -> dict[str, NDArray[np.float64]]:
    hit, sizes = metrics.hits(shown, wanted), wanted.sizes
    return {
        "recall": metrics.recall(hit, sizes),
        "ndcg": metrics.ndcg(hit, sizes, Ideal.CUT),
        "ndcg_whole": metrics.ndcg(hit, sizes, Ideal.WHOLE),
        "phr": metrics.has_hit(hit, sizes),
        "mrr": metrics.reciprocal_rank(hit, sizes),
        "precision": metrics.precision(hit, sizes),
    }


def _of_items(shown: NDArray[Any], split: Split, catalogue: Catalogue | None) -> dict[str, NDArray[np.float64]]:
    known = split.known
    buyers = np.bincount(np.unique(known.line_person * known.item_count + known.item) % max(known.item_count, 1))
    padded = np.pad(buyers, (0, max(known.item_count - len(buyers), 0)))
    found = {"novelty": novelty(shown, padded, known.person_count)}
    if catalogue is None:
        return found
    hit = metrics.hits(shown, split.wanted)
    for name, worth in (("price", catalogue.price), ("margin", catalogue.margin)):
        if worth is not None:
            found[f"{name}_recall"] = metrics.worth_recall(shown, hit, split.wanted, worth)
    if catalogue.category is not None:
        found["diversity"] = diversity(shown, catalogue.category)
    return found


def _of_all(shown: NDArray[Any], split: Split) -> dict[str, float]:
    items = split.known.item_count
    return {
        "coverage": coverage(shown, items),
        "concentration": concentration(shown, items),
        "filled": float((shown >= 0).mean()) if shown.size else float("nan"),
    }
