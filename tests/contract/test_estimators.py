"""Every estimator keeps the same promises, on data whose answer a person can see."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.unit.learn.making import bought, product
from worthmore.learn import (
    acceptance,
    also_bought,
    basket_completion,
    complements,
    ease,
    order_value,
    premium_acceptance,
    propensity,
    repeat_purchase,
    returns,
    set_by_hand,
    substitutes,
    tabular,
    upgrades,
)
from worthmore.learn.acceptance import Acceptance
from worthmore.learn.also_bought import AlsoBought
from worthmore.learn.basket_completion import BasketCompletion
from worthmore.learn.baskets import Baskets
from worthmore.learn.complements import Complements
from worthmore.learn.ease import Ease
from worthmore.learn.estimator import Estimator, NotFittedError, SavedEstimatorError, UnknownItemError
from worthmore.learn.histories import Histories, histories
from worthmore.learn.order_value import OrderValue
from worthmore.learn.premium_acceptance import PremiumAcceptance
from worthmore.learn.propensity import Propensity
from worthmore.learn.propensity_features import Asked, propensity_features
from worthmore.learn.purchase_histories import PurchaseHistories
from worthmore.learn.repeat_purchase import RepeatPurchase
from worthmore.learn.replenishment import NextOrder, Purchases, Replenishment, next_order
from worthmore.learn.replenishment import estimator as replenishment
from worthmore.learn.returns import ReturnChance
from worthmore.learn.season import Season
from worthmore.learn.season import estimator as season
from worthmore.learn.segments import Preferences, Standings, Tastes, preferences, standing
from worthmore.learn.segments import customers as customers_of
from worthmore.learn.set_by_hand import SetByHand
from worthmore.learn.substitutes import Substitutes
from worthmore.learn.tabular import Tabular
from worthmore.learn.upgrades import Upgrades
from worthmore.vocabulary.attributes import AttributeKind, Direction

CAMERA, CARD, UMBRELLA, BETTER_CAMERA = range(4)
ITEMS = 4


def camera_shop() -> Baskets:
    """Cameras go with memory cards; umbrellas go with nothing."""
    return bought((CAMERA, CARD), (CAMERA, CARD, UMBRELLA), (UMBRELLA,), (UMBRELLA,), (UMBRELLA,), each_by=25)


def catalogue() -> tuple[list[Any], dict[str, AttributeKind]]:
    products = [
        product("camera", 1000, "Cameras", attributes={"pixels": 12}),
        product("card", 100, "Cards"),
        product("umbrella", 200, "Umbrellas"),
        product("better camera", 1200, "Cameras", attributes={"pixels": 24}),
    ]
    return products, {"pixels": AttributeKind("pixels", "MP", Direction.HIGHER)}


def customers() -> PurchaseHistories:
    """One who keeps coming, and one who came once, a year ago."""
    values = np.array([20.0, 0.0] * 50)
    return PurchaseHistories(np.array([9, 0] * 50), np.array([360.0, 0.0] * 50), np.full(100, 365.0), values)


def no_customers() -> PurchaseHistories:
    return customers().take(slice(0, 0))


def monthly() -> Purchases:
    """Thirty customers who buy a camera every thirty days."""
    person, month = np.divmod(np.arange(30 * 10), 10)
    nothing = np.zeros(ITEMS, dtype=np.int64)
    return Purchases(person, np.zeros(300, dtype=np.int64), month * 30.0 + person % 20, np.ones(300), nothing, 320.0)


def monthly_orders(people: int = 30) -> Histories:
    person, month = np.divmod(np.arange(people * 10), 10)
    return histories(person, month * 30.0, np.zeros(people * 10, dtype=np.int64), 1)


def summers() -> Purchases:
    """Two years: cameras are bought from June to August, cards all year."""
    day = np.arange(19_358, 19_358 + 730)
    summer = day[np.isin(((day - 19_358) % 365) // 30, (5, 6, 7))]
    item = np.repeat([CAMERA, CARD], [3 * len(summer), 3 * len(day)])
    when = np.concatenate([np.repeat(summer, 3), np.repeat(day, 3)]).astype(float)
    return Purchases(np.arange(len(item)), item, when, np.ones(len(item)), np.zeros(ITEMS, dtype=np.int64), 20_087.0)


def comers(people: int = 60) -> Any:
    """Half come every thirty days, half came once, long ago."""
    person, month = np.divmod(np.arange(people * 10), 10)
    kept = (person % 2 == 0) | (month == 0)
    return customers_of(person[kept], month[kept] * 30.0, np.full(int(kept.sum()), 10.0), 300.0)


def lovers(people: int = 120) -> Tastes:
    """Half love cameras, half cards."""
    person = np.repeat(np.arange(people), 2)
    kind = np.tile([CAMERA, CARD], people)
    times = np.where(person % 2 == kind, 20.0 + person % 3, 2.0)
    return Tastes(person, kind, times, ["cameras", "cards"])


def no_lines() -> Purchases:
    none = np.empty(0)
    whole = none.astype(np.int64)
    return Purchases(whole, whole, none, none, np.zeros(ITEMS, dtype=np.int64), 320.0)


def cameras_again() -> Baskets:
    """Thirty who bought the plain camera twice and the better one, a fifth dearer, once."""
    person = np.repeat(np.arange(30), 3)
    return Baskets(np.arange(90), person, np.tile(np.array([0, 0, 1], dtype=np.int32), 30), 2)


def in_turn() -> Baskets:
    """Thirty who buy now the plain camera, now the better one, and a card every time."""
    order = np.repeat(np.arange(120), 2)
    item = np.stack([np.tile([CAMERA, BETTER_CAMERA], 60), np.full(120, CARD)], axis=1).ravel()
    return Baskets(order, order // 4, item.astype(np.int32), ITEMS)


def upgrades_offered(count: int) -> Asked:
    """Better cameras, each thought to have one chance in two."""
    return propensity_features(["upgrade"] * count, "cart", {"chance": 0.5}, ["camera"] * count)


@dataclass(frozen=True)
class Case:
    """How one estimator is made and taught, what it then says of the camera, and an item it cannot know."""

    make: Callable[[], Any]
    teach: Callable[[Any], Any]
    teach_nothing: Callable[[Any], Any]
    says: Callable[[Any], object]
    expected: object
    recommends: bool = True
    explained: tuple[Any, Any] = (CAMERA, CARD)


def all_items(data: Baskets) -> Baskets:
    return Baskets(data.order, data.person, data.item, ITEMS)


def teach_baskets(estimator: Any) -> Any:
    return estimator.fit(all_items(camera_shop()))


def nothing(item_count: int) -> Baskets:
    none = np.empty(0, dtype=np.int64)
    return Baskets(none, none, none.astype(np.int32), item_count)


CASES = {
    "complements": Case(
        Complements,
        teach_baskets,
        lambda estimator: estimator.fit(nothing(ITEMS)),
        lambda estimator: estimator.recommend([CAMERA]),
        [CARD],
    ),
    "also_bought": Case(
        AlsoBought,
        teach_baskets,
        lambda estimator: estimator.fit(nothing(ITEMS)),
        lambda estimator: estimator.recommend([CAMERA]),
        [CARD],
    ),
    "basket_completion": Case(
        BasketCompletion,
        teach_baskets,
        lambda estimator: estimator.fit(nothing(ITEMS)),
        lambda estimator: estimator.recommend([CAMERA], 1),
        [CARD],
    ),
    "ease": Case(
        Ease,
        teach_baskets,
        lambda estimator: estimator.fit(nothing(ITEMS)),
        lambda estimator: estimator.recommend([CAMERA], 1),
        [CARD],
    ),
    "set_by_hand": Case(
        SetByHand,
        lambda estimator: estimator.fit(all_items(camera_shop()), np.array([[CAMERA, UMBRELLA], [CAMERA, CARD]])),
        lambda estimator: estimator.fit(nothing(ITEMS), np.empty((0, 2), dtype=np.int64)),
        lambda estimator: estimator.recommend([CAMERA]),
        [CARD, UMBRELLA],
    ),
    "upgrades": Case(
        Upgrades,
        lambda estimator: estimator.fit(*catalogue()),
        lambda estimator: estimator.fit([], {}),
        lambda estimator: estimator.recommend([CAMERA]),
        [BETTER_CAMERA],
    ),
    "substitutes": Case(
        Substitutes,
        lambda estimator: estimator.fit([product(str(item), 100) for item in range(ITEMS)], in_turn()),
        lambda estimator: estimator.fit([], nothing(0)),
        lambda estimator: estimator.recommend([CAMERA]),
        [BETTER_CAMERA],
        explained=(CAMERA, BETTER_CAMERA),
    ),
    "acceptance": Case(
        Acceptance,
        lambda estimator: estimator.fit([("upgrade", "camera", 10_000, 100)]),
        lambda estimator: estimator.fit([]),
        lambda estimator: round(estimator.sharpen("upgrade", "camera", 0.5), 2),
        0.01,
        recommends=False,
        explained=("upgrade", "camera"),
    ),
    "returns": Case(
        ReturnChance,
        lambda estimator: estimator.fit(np.array([970, 0]), np.array([297, 0]), np.array([0, 0])),
        lambda estimator: estimator.fit(*(np.zeros(0, dtype=np.int64) for _ in range(3))),
        lambda estimator: round(estimator.of(0), 2),
        0.31,
        recommends=False,
        explained=(0,),
    ),
    "premium_acceptance": Case(
        PremiumAcceptance,
        lambda estimator: estimator.fit(cameras_again(), np.array([1000.0, 1200.0]), ["Cameras", "Cameras"]),
        lambda estimator: estimator.fit(nothing(2), np.array([1000.0, 1200.0]), [None, None]),
        lambda estimator: estimator.cap("Cameras").cap,
        0.2,
        recommends=False,
        explained=("Cameras",),
    ),
    "tabular": Case(
        Tabular,
        lambda estimator: estimator.fit({"age": [20, 30, 40, 50]}, [True, False, False, False]),
        lambda estimator: estimator.fit({"age": []}, []),
        lambda estimator: [round(one, 2) for one in estimator.predict({"age": [20, None]}).tolist()],
        [0.33, 0.33],
        recommends=False,
        explained=({"age": [20]}, 0),
    ),
    "propensity": Case(
        Propensity,
        lambda estimator: estimator.fit(upgrades_offered(900), np.arange(900) < 9),
        lambda estimator: estimator.fit(upgrades_offered(0), np.empty(0)),
        lambda estimator: round(float(estimator.predict(upgrades_offered(1))[0]), 2),
        0.01,
        recommends=False,
        explained=(upgrades_offered(1), 0),
    ),
    "repeat_purchase": Case(
        RepeatPurchase,
        lambda estimator: estimator.fit(customers()),
        lambda estimator: estimator.fit(no_customers()),
        lambda estimator: [bool(one) for one in estimator.predict(customers().take(slice(0, 2)), 365) > 5],
        [True, False],
        recommends=False,
        explained=(customers(), 0),
    ),
    "order_value": Case(
        OrderValue,
        lambda estimator: estimator.fit(customers()),
        lambda estimator: estimator.fit(no_customers()),
        lambda estimator: [int(one) for one in estimator.predict(customers().take(slice(0, 2))).round()],
        [20, 20],
        recommends=False,
        explained=(customers(), 0),
    ),
    "replenishment": Case(
        Replenishment,
        lambda estimator: estimator.fit(monthly()),
        lambda estimator: estimator.fit(no_lines()),
        lambda estimator: round(estimator.due(CAMERA, 100.0).due_at),
        130,
        recommends=False,
        explained=(CAMERA, ()),
    ),
    "standings": Case(
        Standings,
        lambda estimator: estimator.fit(comers()),
        lambda estimator: estimator.fit(comers(0)),
        lambda estimator: estimator.predict(comers()).standing[:2].tolist(),
        [standing.STANDINGS.index(standing.Standing.BEST), standing.STANDINGS.index(standing.Standing.ONCE)],
        recommends=False,
        explained=(comers(), 0),
    ),
    "preferences": Case(
        Preferences,
        lambda estimator: estimator.fit(lovers()),
        lambda estimator: estimator.fit(lovers(0)),
        lambda estimator: [estimator.names[one] for one in estimator.predict(lovers())[1][:2]],
        ["cameras", "cards"],
        recommends=False,
        explained=(0,),
    ),
    "season": Case(
        Season,
        lambda estimator: estimator.fit(summers()),
        lambda estimator: estimator.fit(no_lines()),
        lambda estimator: [estimator.window(item) is not None for item in (CAMERA, UMBRELLA)],
        [True, False],
        recommends=False,
        explained=(CAMERA, 7),
    ),
    "next_order": Case(
        NextOrder,
        lambda estimator: estimator.fit(monthly_orders()),
        lambda estimator: estimator.fit(monthly_orders(0)),
        lambda estimator: round(float(estimator.predict(monthly_orders(1)).middle[0])),
        30,
        recommends=False,
        explained=(monthly_orders(), 0),
    ),
}
RECOMMENDING = {name: case for name, case in CASES.items() if case.recommends}


def each(cases: dict[str, Case]) -> Any:
    return pytest.mark.parametrize("case", cases.values(), ids=cases.keys())


def learned(estimator: Estimator) -> dict[str, Any]:
    return {name: value for name, value in vars(estimator).items() if name.endswith("_")}


def arrays(value: object) -> Iterator[object]:
    """Everything learned, as something that can be compared."""
    for inner in getattr(value, "__dict__", {"": value}).values():
        yield inner.tolist() if isinstance(inner, np.ndarray) else inner


def state(estimator: Estimator) -> dict[str, list[str]]:
    return {name: [repr(one) for one in arrays(value)] for name, value in learned(estimator).items()}


def test_no_estimator_is_forgotten() -> None:
    shops = (acceptance, also_bought, basket_completion, complements, ease, set_by_hand, substitutes, upgrades)
    modules = (
        *shops,
        order_value,
        premium_acceptance,
        propensity,
        tabular,
        repeat_purchase,
        returns,
        replenishment,
        next_order,
        season,
        preferences,
        standing,
    )
    found = {
        one
        for module in modules
        for one in vars(module).values()
        if inspect.isclass(one) and issubclass(one, Estimator) and one.__module__ == module.__name__
    }
    assert found == {case.make for case in CASES.values()}


class TestEstimator:
    @each(CASES)
    def test_the_constructor_only_stores_parameters(self, case: Case) -> None:
        estimator = case.make()
        assert learned(estimator) == {}
        assert vars(estimator) == estimator.parameters()
        assert set(estimator.parameters()) == set(inspect.signature(case.make).parameters)

    @each(CASES)
    def test_fit_returns_the_estimator(self, case: Case) -> None:
        estimator = case.make()
        assert case.teach(estimator) is estimator

    @each(CASES)
    def test_what_was_learned_ends_in_an_underscore(self, case: Case) -> None:
        estimator = case.make()
        before = set(vars(estimator))
        new = set(vars(case.teach(estimator))) - before
        assert new
        assert all(name.endswith("_") and not name.startswith("_") for name in new)

    @each(CASES)
    def test_fit_leaves_the_parameters_alone(self, case: Case) -> None:
        assert case.teach(case.make()).parameters() == case.make().parameters()

    @each(CASES)
    def test_asking_before_teaching_is_a_clear_error(self, case: Case, tmp_path: Path) -> None:
        estimator = case.make()
        for ask in (case.says, lambda one: one.explain(*case.explained), lambda one: one.save(tmp_path)):
            with pytest.raises(NotFittedError, match=r"has learned nothing yet: call fit\(\) first"):
                ask(estimator)

    @each(CASES)
    def test_the_obvious_is_seen(self, case: Case) -> None:
        assert case.says(case.teach(case.make())) == case.expected

    @each(CASES)
    def test_the_same_lesson_teaches_the_same(self, case: Case) -> None:
        assert state(case.teach(case.make())) == state(case.teach(case.make()))

    @each(CASES)
    def test_a_second_lesson_replaces_the_first(self, case: Case) -> None:
        estimator = case.teach_nothing(case.teach(case.make()))
        assert state(estimator) == state(case.teach_nothing(case.make()))

    @each(CASES)
    def test_saved_and_loaded_is_the_same(self, case: Case, tmp_path: Path) -> None:
        estimator = case.teach(case.make())
        estimator.save(tmp_path / "there")
        found = type(estimator).load(tmp_path / "there")
        assert found.parameters() == estimator.parameters()
        assert state(found) == state(estimator)
        assert case.says(found) == case.expected

    @each(CASES)
    def test_nothing_learned_can_be_saved_too(self, case: Case, tmp_path: Path) -> None:
        estimator = case.teach_nothing(case.make())
        estimator.save(tmp_path)
        assert state(type(estimator).load(tmp_path)) == state(estimator)

    @each(CASES)
    def test_files_are_plain_arrays_and_json(self, case: Case, tmp_path: Path) -> None:
        case.teach(case.make()).save(tmp_path)
        for file in tmp_path.iterdir():
            if file.suffix == ".npy":
                np.load(file, allow_pickle=False)
            else:
                json.loads(file.read_text(encoding="utf-8"))

    @each(CASES)
    def test_a_folder_of_something_else_is_refused(self, case: Case, tmp_path: Path) -> None:
        with pytest.raises(SavedEstimatorError, match="holds no readable"):
            case.make.load(tmp_path)  # type: ignore[attr-defined]
        (tmp_path / "estimator.json").write_text('{"estimator": "Oracle", "format": 1}')
        with pytest.raises(SavedEstimatorError, match="holds a Oracle in format 1"):
            case.make.load(tmp_path)  # type: ignore[attr-defined]

    @each(RECOMMENDING)
    def test_nothing_in_gives_nothing_out(self, case: Case) -> None:
        assert case.teach(case.make()).recommend([]) == []
        assert case.teach_nothing(case.make()).neighbours_.items_with_any == 0

    @each(RECOMMENDING)
    @pytest.mark.parametrize("item", [-1, ITEMS])
    def test_an_unknown_item_is_named(self, case: Case, item: int) -> None:
        estimator = case.teach(case.make())
        for ask in (
            estimator.neighbours,
            lambda one: estimator.recommend([one]),
            lambda one: estimator.explain(0, one),
        ):
            with pytest.raises(UnknownItemError, match=f"item {item} is not one of the {ITEMS} learned items"):
                ask(item)

    @each(RECOMMENDING)
    def test_an_item_is_never_recommended_to_itself(self, case: Case) -> None:
        estimator = case.teach(case.make())
        for item in range(ITEMS):
            assert item not in estimator.neighbours(item)["other"]
            assert item not in estimator.recommend([item])
        assert set(estimator.recommend(list(range(ITEMS)))) == set()

    @each(CASES)
    def test_an_explanation_is_a_sentence(self, case: Case) -> None:
        estimator = case.teach(case.make())
        assert len(estimator.explain(*case.explained).text) > 20
