from __future__ import annotations

import numpy as np

from tests.unit.learn.answering import answers
from worthmore.learn.propensity_priors import prior_chance
from worthmore.learn.propensity_scorecard import Boosting, encoded, find_edges, grow, grow_scorecard
from worthmore.learn.ridge_logistic import logit

HOW = Boosting(trees=60, leaves=8, rate=0.1, least_answers=50, ridge=5.0)


def test_the_tables_say_exactly_what_the_trees_say() -> None:
    found = answers(3000)
    believed = logit(prior_chance(found.asked))
    card = grow_scorecard(found.asked, believed, found.yes, HOW)
    kind, placement = card.codes(found.asked)
    known = (len(card.kinds), len(card.placements))
    columns = encoded(kind, placement, card.bins(found.asked.numbers, believed), known)
    trees = grow(columns, found.yes, HOW)
    empty = np.isnan(columns).all(axis=0)
    wanted = trees.decision_function(np.where(empty, 0.0, columns))
    assert np.allclose(card.score(found.asked, believed), wanted, atol=1e-9)


def test_points_of_a_kind_are_nothing_on_average() -> None:
    found = answers(3000)
    believed = logit(prior_chance(found.asked))
    card = grow_scorecard(found.asked, believed, found.yes, HOW)
    upgrades = found.asked.take(np.array(found.asked.kind) == "upgrade")
    of_upgrades = believed[np.array(found.asked.kind) == "upgrade"]
    rows = [card.parts(upgrades, of_upgrades, row) for row in range(len(upgrades))]
    for name in ("premium", "declined", "placement"):
        assert abs(np.mean([row[name] for row in rows])) < 1e-9


def test_few_different_values_each_have_a_bin() -> None:
    edges = find_edges(np.array([3.0, 1.0, 2.0, 2.0, np.nan]))
    assert edges[np.isfinite(edges)].tolist() == [1.5, 2.5]


def test_many_different_values_share_bins_of_like_counts() -> None:
    values = np.random.default_rng(0).exponential(size=10_000)
    counts = np.bincount(np.searchsorted(find_edges(values), values))
    assert counts.max() < 1.2 * counts.min()


def test_a_feature_without_values_has_no_edges() -> None:
    assert np.isinf(find_edges(np.full(5, np.nan))).all()
