from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from worthmore.learn.neighbours import RECORD, NeighbourTable


def table(*pairs: tuple[int, int, float], items: int = 4, top: int | None = None) -> NeighbourTable:
    records = np.zeros(len(pairs), dtype=RECORD)
    records["other"] = [other for _, other, _ in pairs]
    records["score"] = [score for _, _, score in pairs]
    return NeighbourTable.from_pairs(np.array([item for item, _, _ in pairs], dtype=np.int64), records, items, top)


def test_the_best_come_first_and_ties_by_number() -> None:
    found = table((1, 3, 0.5), (0, 2, 0.1), (1, 2, 0.9), (1, 0, 0.5))
    assert found.of(1)["other"].tolist() == [2, 0, 3]
    assert [len(found.of(item)) for item in range(4)] == [1, 3, 0, 0]
    assert found.items_with_any == 2


def test_no_more_than_the_top_are_kept() -> None:
    found = table((1, 3, 0.5), (0, 2, 0.1), (1, 2, 0.9), (1, 0, 0.5), top=2)
    assert found.of(1)["other"].tolist() == [2, 0]
    assert found.of(0)["other"].tolist() == [2]


@pytest.mark.parametrize("pairs", [[], [(0, 1, 0.5), (2, 1, 0.25)]])
def test_what_is_saved_is_mapped_back_and_cannot_be_written(
    pairs: list[tuple[int, int, float]], tmp_path: Path
) -> None:
    made = table(*pairs)
    made.save(tmp_path)
    found = NeighbourTable.load(tmp_path)
    np.testing.assert_array_equal(found.start, made.start)
    np.testing.assert_array_equal(found.records, made.records)
    assert not found.records.flags.writeable


@pytest.mark.parametrize(
    ("start", "count", "reason"),
    [([], 0, "does not fit"), ([1, 1], 1, "does not fit"), ([0, 1], 2, "does not fit"), ([0, 2, 1], 1, "goes down")],
)
def test_starts_that_do_not_fit_are_refused(start: list[int], count: int, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        NeighbourTable(np.array(start, dtype=np.int64), np.zeros(count, dtype=RECORD))


def test_records_of_another_layout_are_refused() -> None:
    with pytest.raises(ValueError, match="layout"):
        NeighbourTable(np.array([0, 1]), np.zeros(1))
