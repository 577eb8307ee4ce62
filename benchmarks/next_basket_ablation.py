"""What each part of the learned next basket is good for: it is taught again without it, on Ta-Feng and Dunnhumby.

    python -m benchmarks.next_basket_ablation

The features are hidden from the trees; the candidates stay the same but in one line. Lessons of 3,000 persons and 100
trees, so that it ends within minutes.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.harness import keep
from benchmarks.next_basket import SEED, _taught, compare, data
from worthmore.learn.evaluation.intervals import difference
from worthmore.learn.evaluation.splits import Split
from worthmore.learn.next_basket import NextBasket
from worthmore.learn.next_basket.candidates import FEATURES

GROUPS = {
    "all of it": "",
    "without decay (baskets fading)": "fast middle slow",
    "without personal intervals": "gap due newest_gap streak rate gap_days due_days",
    "without days": "days_ago gap_days due_days days_away lately before_that",
    "without what is bought lately": "newest_share loyal_newest_share first_newest first_newest_two trend lately "
    "before_that",
    "without the items' habit of being bought again": "habit returning",
    "without successions (what follows what)": "follows follows_new follows_late",
    "without neighbours": "neighbours neighbours_hold",
    "without everything about others": "follows follows_new follows_late neighbours neighbours_hold",
}
PERSONS, TREES = 3_000, 100


def _untaught(split: Split) -> np.ndarray[Any, Any]:
    model = NextBasket(lesson_persons=1).fit(split.known)  # far too few to learn from
    assert model.trees_ is None
    found: np.ndarray[Any, Any] = model.recommend(split.persons, 20).item
    return found


def main() -> None:
    """Every group left out once; then no trees at all, and fewer candidates."""
    rows: list[dict[str, object]] = []
    for name, title in (("dunnhumby", "Dunnhumby"), ("tafeng", "Ta-Feng")):
        task = data(name)
        listers = {
            words: _taught(
                lambda split, left=left: NextBasket(lesson_persons=PERSONS, trees=TREES, without=left.split())
            )
            for words, left in GROUPS.items()
        }
        listers["a third of the new candidates"] = _taught(
            lambda split: NextBasket(lesson_persons=PERSONS, trees=TREES, extra=20)
        )
        listers["no trees: a plain formula"] = _untaught
        measured = compare(task, listers)
        whole = measured[0]
        for one in measured:
            gap = difference(one.columns["recall@10"], whole.columns["recall@10"], np.random.default_rng(SEED), 500)
            means = {key: np.nanmean(one.columns[f"{key}@10"]) for key in ("recall", "ndcg_whole", "repeat", "explore")}
            said = f"R@10 {means['recall']:.4f} N {means['ndcg_whole']:.4f} repeat {means['repeat']:.4f} "
            said += f"explore {means['explore']:.4f}; R@10 {gap.mean:+.4f} ({gap.low:+.4f} to {gap.high:+.4f})"
            rows.append({"what": f"{title}, next basket: {one.model}", "measured": said, "wanted": ""})
    keep("next_basket_ablation", rows)


if __name__ == "__main__":
    assert set(" ".join(GROUPS.values()).split()) <= set(FEATURES)
    main()
