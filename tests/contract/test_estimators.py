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
    repeat_purchase,
    set_by_hand,
    upgrades,
)
from worthmore.learn.acceptance import Acceptance
from worthmore.learn.also_bought import AlsoBought
from worthmore.learn.basket_completion import BasketCompletion
from worthmore.learn.baskets import Baskets
from worthmore.learn.complements import Complements
from worthmore.learn.ease import Ease
from worthmore.learn.estimator import Estimator, NotFittedError, SavedEstimatorError, UnknownItemError
from worthmore.learn.order_value import OrderValue
from worthmore.learn.purchase_histories import PurchaseHistories
from worthmore.learn.repeat_purchase import RepeatPurchase
from worthmore.learn.set_by_hand import SetByHand
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
    "acceptance": Case(
        Acceptance,
        lambda estimator: estimator.fit([("upgrade", "camera", 10_000, 100)]),
        lambda estimator: estimator.fit([]),
        lambda estimator: round(estimator.sharpen("upgrade", "camera", 0.5), 2),
        0.01,
        recommends=False,
        explained=("upgrade", "camera"),
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
    shops = (acceptance, also_bought, basket_completion, complements, ease, set_by_hand, upgrades)
    modules = (*shops, order_value, repeat_purchase)
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
