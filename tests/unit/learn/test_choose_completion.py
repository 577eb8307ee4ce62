from __future__ import annotations

import numpy as np
import pytest

from tests.unit.learn.making import baskets, bought
from worthmore.learn.baskets import Baskets
from worthmore.learn.choose_completion import choose_completion, hold_out, refusal
from worthmore.learn.evaluation.intervals import Interval
from worthmore.learn.hidden_item import hide_one, intervals_over_persons, places, places_by_popularity


def pairs_shop(customers: int = 600, pairs: int = 20) -> Baskets:
    """Every customer buys one of twenty pairs, and nothing else goes together."""
    return baskets([(c, c, 2 * (c % pairs) + item) for c in range(customers) for item in (0, 1)], 2 * pairs)


def dice() -> np.random.Generator:
    return np.random.default_rng(4)


def test_pairs_are_found_and_best_sellers_are_not_enough() -> None:
    chosen = choose_completion(pairs_shop(1200), dice())
    assert chosen.refused_because == ""
    assert chosen.hit_rate.mean == 1
    assert chosen.popularity_hit_rate.mean < 0.6
    assert chosen.gain.low > 0
    assert chosen.model.recommend([0])[0] == 1
    assert chosen.model.total_ == 1200


def test_equal_dice_choose_the_same() -> None:
    one, other = (choose_completion(pairs_shop(), dice()) for _ in range(2))
    assert one.model == other.model
    assert (one.hit_rate, one.gain) == (other.hit_rate, other.gain)


def test_what_chance_alone_put_together_is_refused() -> None:
    draw = np.random.default_rng(1)
    share = 1 / np.arange(1, 61)
    lines = [(o, o, item) for o in range(1500) for item in draw.choice(60, 3, replace=False, p=share / share.sum())]
    chosen = choose_completion(baskets(lines, 60), dice())
    assert chosen.hit_rate.mean <= chosen.popularity_hit_rate.mean + 0.03
    assert chosen.gain.low <= 0


@pytest.mark.parametrize("data", [bought((0,)), bought((0, 1)), bought((0, 1), each_by=20)])
def test_too_few_customers_are_refused_in_plain_words(data: Baskets) -> None:
    chosen = choose_completion(data, dice())
    assert "customers bought several products together in the orders kept apart" in chosen.refused_because
    assert "30 are needed" in chosen.refused_because
    assert chosen.model.total_ == data.count


def test_nothing_at_all_is_refused_too() -> None:
    none = np.empty(0, dtype=np.int64)
    assert choose_completion(Baskets(none, none, none, 0), dice()).refused_because.startswith("Only 0 customers")


def test_worse_than_best_sellers_is_refused_with_both_figures() -> None:
    said = refusal(Interval(0.1, 0, 1, 99), Interval(0.2, 0, 1, 99), Interval(-0.1, -0.2, 0.0, 99))
    assert "finds 10.0%; showing everybody the best sellers finds 20.0%. It is not used" in said
    assert refusal(Interval(0.3, 0, 1, 99), Interval(0.2, 0, 1, 99), Interval(0.1, 0.05, 0.2, 99)) == ""


def test_the_newest_baskets_are_held_out_when_moments_are_known() -> None:
    data = pairs_shop(200)
    at = np.arange(200)[::-1]
    apart = hold_out(data, dice(), at)
    assert apart.known.count == 180
    assert set(apart.known.order.tolist()) == set(range(20, 200))
    with pytest.raises(ValueError, match="at names 3 moments; there are 200 baskets"):
        hold_out(data, dice(), at[:3])


def test_no_customer_both_chooses_and_judges_or_is_learned_from() -> None:
    lines = [(order, order % 90, item) for order in range(900) for item in (order % 7, 7 + order % 5)]
    apart = hold_out(baskets(lines, 12), dice())
    groups = [set(part.tolist()) for part in (apart.known.buyer, apart.choosing.persons, apart.judging.persons)]
    assert all(groups)
    assert len(set.union(*groups)) == sum(len(group) for group in groups)


def test_the_hidden_item_is_not_held_and_was_in_the_basket() -> None:
    data = bought((0, 1, 2), (3, 4), (5,), each_by=5)
    cases = hide_one(data, np.ones(15, dtype=bool), dice(), 99, np.arange(6) != 1)
    assert len(cases) == 10
    for held, hidden in zip(cases.held, cases.hidden.tolist(), strict=True):
        assert hidden not in held
        assert {*held.tolist(), hidden} in ({0, 2}, {3, 4})


def test_places_count_what_stands_before_and_half_of_what_ties() -> None:
    data = pairs_shop()
    model = choose_completion(data, dice()).model
    cases = hide_one(data, np.ones(600, dtype=bool), dice(), 50, np.ones(40, dtype=bool))
    assert (places(model, cases) == 0).all()
    assert (places(model, cases, [0.0, 1000.0])[0] == 0).all()
    assert (places_by_popularity(np.ones(40), cases) == 19).all()


def test_intervals_draw_persons_and_not_cases() -> None:
    hit = np.repeat([1.0, 0.0] * 10, 50)[:, None]
    alone = intervals_over_persons(hit, np.arange(1000), dice())[0]
    together = intervals_over_persons(hit, np.repeat(np.arange(20), 50), dice())[0]
    assert alone.mean == together.mean == 0.5
    assert together.high - together.low > 3 * (alone.high - alone.low)
    assert together.persons == 20
