"""Every next-basket estimator keeps the promises of all estimators; what it lists is tested where it lives."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from worthmore.learn import next_basket
from worthmore.learn.estimator import Estimator, SavedEstimatorError
from worthmore.learn.histories import Histories, histories
from worthmore.learn.next_basket import NextBasket, PersonalShare, Popular, TifuKnn, UpCf

ALL = [Popular, PersonalShare, TifuKnn, UpCf, NextBasket]
each = pytest.mark.parametrize("make", ALL)


def shop(items: int = 4) -> Histories:
    """Everybody buys bread (0) every day, and butter (1) every second."""
    rows = [(p, d, i) for p in range(60) for d in range(8) for i in (0, 1) if i == 0 or (p + d) % 2 == 0]
    person, day, item = np.array(rows).T
    return histories(person, day.astype(float), item, items)


def nothing() -> Histories:
    none = np.empty(0, dtype=np.int64)
    return histories(none, none.astype(float), none, 4)


def learned(estimator: Any) -> set[str]:
    return {name for name in vars(estimator) if name not in estimator.parameters()}


def test_no_estimator_is_forgotten() -> None:
    found = {one for one in vars(next_basket).values() if inspect.isclass(one) and issubclass(one, Estimator)}
    assert found == set(ALL)


@each
def test_the_constructor_only_stores_parameters(make: Any) -> None:
    estimator = make()
    assert learned(estimator) == set()
    assert set(estimator.parameters()) == set(inspect.signature(make).parameters)


@each
def test_fit_returns_the_estimator_and_leaves_parameters_alone(make: Any) -> None:
    estimator = make()
    assert estimator.fit(shop()) is estimator
    assert estimator.parameters() == make().parameters()
    assert all(name.endswith("_") and not name.startswith("_") for name in learned(estimator))


@each
def test_the_obvious_is_seen(make: Any) -> None:
    assert make().fit(shop()).recommend([3], 1).item.tolist() == [[0]]


@each
def test_a_second_lesson_replaces_the_first(make: Any) -> None:
    again, fresh = make().fit(shop()).fit(nothing()), make().fit(nothing())
    assert again.recommend([1], 2).item.tolist() == fresh.recommend([1], 2).item.tolist() == [[-1, -1]]


@each
def test_nothing_learned_can_be_saved_too(make: Any, tmp_path: Path) -> None:
    make().fit(nothing()).save(tmp_path)
    assert make.load(tmp_path).recommend([1], 2).item.tolist() == [[-1, -1]]


@each
def test_files_are_plain_arrays_and_json(make: Any, tmp_path: Path) -> None:
    estimator = make().fit(shop())
    estimator.save(tmp_path)
    for file in (path for path in tmp_path.rglob("*") if path.is_file()):
        if file.suffix == ".npy":
            np.load(file, allow_pickle=False)
        else:
            json.loads(file.read_text(encoding="utf-8"))
    assert_array_equal(make.load(tmp_path).recommend([1, 2], 4).score, estimator.recommend([1, 2], 4).score)


@each
def test_a_folder_that_is_not_whole_is_refused(make: Any, tmp_path: Path) -> None:
    make().fit(shop()).save(tmp_path)
    (tmp_path / "histories" / "item.npy").unlink()
    with pytest.raises(SavedEstimatorError, match="not whole"):
        make.load(tmp_path)


def test_trees_taught_other_features_are_refused(tmp_path: Path) -> None:
    estimator = NextBasket().fit(shop())
    assert estimator.trees_ is not None
    estimator.save(tmp_path)
    (tmp_path / "features.json").write_text('["the moon"]')
    with pytest.raises(SavedEstimatorError, match="fit it again"):
        NextBasket.load(tmp_path)
