from __future__ import annotations

import json

import numpy as np
import pytest
import scipy.sparse as sp

from tests.unit.learn.making import baskets, bought
from worthmore.learn.baskets import Baskets
from worthmore.learn.choose_complements import ChosenComplements, Verdict, choose_complements

BEST_SELLER = 0


def chosen(data: Baskets, at: np.ndarray | None = None, minimum: int = 3) -> ChosenComplements:
    nothing_told = sp.csr_matrix((data.item_count, 0), dtype=np.float32)
    offered = np.ones(data.item_count, dtype=np.bool_)
    return choose_complements(data, nothing_told, offered, minimum, np.random.default_rng(3), at)


def pairs_shop(customers: int = 600, pairs: int = 20) -> Baskets:
    """Every customer buys one of twenty pairs, and nothing else goes together."""
    return baskets([(c, c, 2 * (c % pairs) + item) for c in range(customers) for item in (0, 1)], 2 * pairs)


def changed_shop() -> tuple[Baskets, np.ndarray]:
    """Pairs for years; then, of a sudden, everybody takes the best seller beside one half of a pair."""
    old = [(c, c, 2 * (c % 9 + 1) + item) for c in range(540) for item in (0, 1)]
    alone = [(c, c, BEST_SELLER) for c in range(540, 900)]
    new = [(c, c, item) for c in range(900, 1000) for item in (2 * (c % 9 + 1), BEST_SELLER)]
    return baskets([*old, *alone, *new], 20), np.arange(1000)


def test_pairs_are_found_and_told_with_their_figures() -> None:
    found = chosen(pairs_shop())
    assert found.judgement.verdict is Verdict.BETTER
    assert found.judgement.found.mean == 1
    assert found.judgement.gain.low > 0
    assert found.table.of(0)["other"].tolist() == [1]
    assert json.loads(json.dumps(found.judgement.summary()))["found"]["mean"] == 1


def test_what_best_sellers_do_better_is_found_worse() -> None:
    judgement = chosen(*changed_shop()).judgement
    assert judgement.verdict is Verdict.WORSE
    assert judgement.found.mean == 0
    assert judgement.gain.high < 0


@pytest.mark.parametrize("data", [bought((0,)), bought((0, 1)), bought((0, 1), each_by=20)])
def test_too_few_to_judge_is_no_refusal(data: Baskets) -> None:
    found = chosen(data)
    assert found.judgement.verdict is Verdict.TOO_FEW
    assert set(found.judgement.summary()) == {"way", "verdict", "shown", "customers", "needed"}


def test_too_few_keep_what_was_learned() -> None:
    assert chosen(bought((0, 1), (2,), (2,), each_by=20)).table.of(0)["other"].tolist() == [1]


def test_nothing_at_all_gives_nothing() -> None:
    none = np.empty(0, dtype=np.int64)
    found = chosen(Baskets(none, none, none.astype(np.int32), 0))
    assert (found.judgement.verdict, len(found.table.records)) == (Verdict.TOO_FEW, 0)


def test_no_pair_of_fewer_customers_is_kept_whichever_way() -> None:
    found = chosen(pairs_shop(), minimum=31)
    assert not len(found.table.records)


def themes(customers: int = 3000) -> Baskets:
    """Twelve themes of four products each, two of them in nearly every basket of the theme; and six of no theme."""
    draw = np.random.default_rng(8)
    lines = []
    for person in range(customers):
        theme = int(draw.integers(0, 12))
        kept = draw.random(4) < (0.9, 0.8, 0.25, 0.25)
        lines += [(person, person, theme * 4 + place) for place in np.flatnonzero(kept).tolist()]
        lines += [(person, person, 48 + place) for place in np.flatnonzero(draw.random(6) < 0.5).tolist()]
    return baskets(lines, 54)


def test_what_belongs_together_is_told_from_what_everybody_buys() -> None:
    found = chosen(themes())
    assert found.judgement.verdict is Verdict.BETTER
    assert found.table.of(1)["other"][0] == 0
    assert set(found.table.of(1)["other"].tolist()) <= {0, 2, 3}


def test_equal_dice_choose_the_same() -> None:
    one, other = chosen(themes()), chosen(themes())
    assert one.judgement == other.judgement
    assert np.array_equal(one.table.records, other.table.records)


def test_what_is_not_offered_is_in_no_list() -> None:
    data = pairs_shop()
    offered = np.ones(data.item_count, dtype=np.bool_)
    offered[1] = False
    found = choose_complements(data, sp.csr_matrix((40, 0), dtype=np.float32), offered, 3, np.random.default_rng(3))
    assert not len(found.table.of(0))
    assert found.table.of(3)["other"].tolist() == [2]
