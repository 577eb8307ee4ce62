"""Lists of neighbours as two plain arrays: what an estimator keeps and what a published version maps into memory."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from worthmore.vocabulary.evidence import Basis

if TYPE_CHECKING:
    import scipy.sparse as sp

BASES = tuple(Basis)

# One record a neighbour. `basis` is a place in BASES; a lift that does not exist is NaN.
RECORD = np.dtype(
    [
        ("other", "<i4"),
        ("basis", "<i4"),
        ("customers", "<i4"),
        ("baskets", "<i4"),
        ("chance", "<f4"),
        ("base_chance", "<f4"),
        ("score", "<f4"),
        ("lift", "<f4"),
        ("lift_low", "<f4"),
        ("lift_high", "<f4"),
    ]
)
# The same layout for reading a few records one by one, several times as fast as numpy makes values of them.
ONE_RECORD = struct.Struct("<4i6f")
PlainRecord = tuple[int, int, int, int, float, float, float, float, float, float]


@dataclass(frozen=True, eq=False)
class NeighbourTable:
    """For each item its neighbours, best first: those of item i are `records[start[i]:start[i + 1]]`."""

    start: NDArray[np.int64]
    records: NDArray[Any]

    def __post_init__(self) -> None:
        if self.records.dtype != RECORD:
            raise ValueError(f"neighbours: records are {self.records.dtype}, not the layout of this version")
        if not len(self.start) or self.start[0] != 0 or self.start[-1] != len(self.records):
            raise ValueError("neighbours: the list of starts does not fit the records")
        if np.any(np.diff(self.start) < 0):
            raise ValueError("neighbours: the list of starts goes down somewhere")

    @classmethod
    def empty(cls, item_count: int) -> Self:
        """Of so many items nothing."""
        return cls(np.zeros(item_count + 1, dtype=np.int64), np.empty(0, dtype=RECORD))

    @classmethod
    def from_pairs(cls, item: NDArray[Any], records: NDArray[Any], item_count: int, top: int | None = None) -> Self:
        """From unsorted (item, record) pairs: each item's best scores first, ties by the other's number."""
        order = np.lexsort((records["other"], -records["score"], item))
        item, records = item[order], records[order]
        if top is not None:
            rank = np.arange(len(item)) - np.searchsorted(item, item)
            item, records = item[rank < top], records[rank < top]
        start = np.searchsorted(item, np.arange(item_count + 1))
        return cls(start.astype(np.int64), np.ascontiguousarray(records))

    @property
    def item_count(self) -> int:
        """How many items there are, with neighbours or without."""
        return len(self.start) - 1

    @property
    def items_with_any(self) -> int:
        """How many items have at least one neighbour."""
        return int(np.count_nonzero(np.diff(self.start)))

    def of(self, item: int) -> NDArray[Any]:
        """The neighbours of one item, best first."""
        return self.records[self.start[item] : self.start[item + 1]]

    def walk(self, item: int) -> Iterator[PlainRecord]:
        """The neighbours of one item as plain tuples in the order of `RECORD`, each read when it is reached."""
        starts, letters = self._plain
        size = ONE_RECORD.size
        return ONE_RECORD.iter_unpack(letters[starts[item] * size : starts[item + 1] * size])

    @cached_property
    def _plain(self) -> tuple[memoryview, memoryview]:
        """Both arrays without numpy: the starts as integers, the records as bytes."""
        records = np.ascontiguousarray(self.records)
        return np.ascontiguousarray(self.start).data, records.view(np.uint8).data

    def count(self, basis: Basis) -> int:
        """How many neighbours rest on one basis."""
        return int(np.count_nonzero(self.records["basis"] == BASES.index(basis)))

    @property
    def item(self) -> NDArray[np.int64]:
        """Of each record the item whose neighbour it tells of."""
        return np.repeat(np.arange(self.item_count), np.diff(self.start))

    def where(self, kept: NDArray[np.bool_], top: int | None = None) -> Self:
        """Only some of the records, and of each item at most `top`."""
        return type(self).from_pairs(self.item[kept], self.records[kept], self.item_count, top)

    def without(self, pairs: NeighbourTable) -> Self:
        """Without the pairs that are in another table, in the same direction."""
        own, other = (table.item * self.item_count + table.records["other"] for table in (self, pairs))
        return self.where(~np.isin(own, other))

    def matrix(self) -> sp.csr_matrix:
        """Items × items, float32: the scores."""
        import scipy.sparse as sp  # whoever only reads a published version goes without

        shape = self.item_count, self.item_count
        return sp.csr_matrix((self.records["score"].copy(), self.records["other"].copy(), self.start), shape=shape)

    def save(self, folder: Path) -> None:
        """Write both arrays to a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "start.npy", self.start, allow_pickle=False)
        np.save(folder / "records.npy", self.records, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Map both arrays of a folder into memory; they are read when needed and cannot be written to."""
        return cls(_mapped(folder / "start.npy"), _mapped(folder / "records.npy"))


def _mapped(path: Path) -> NDArray[Any]:
    """An array whose content stays in the file; as a plain array, since slices of a memmap are slow."""
    mapped = np.load(path, allow_pickle=False, mmap_mode="r")
    return np.asarray(mapped)
