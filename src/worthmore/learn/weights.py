"""Weights between items as plain arrays: what each item adds to the score of others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class WeightTable:
    """Item i adds `weight[start[i]:start[i + 1]]` to the scores of `other[start[i]:start[i + 1]]`, ascending."""

    start: NDArray[np.int64]
    other: NDArray[np.int32]
    weight: NDArray[np.float32]

    @classmethod
    def of_offered(cls, table: sp.csr_matrix, offered: NDArray[np.bool_]) -> Self:
        """From a square table, without the columns of items that are not offered."""
        found = sp.csr_matrix(table @ sp.diags(offered.astype(np.float32)))
        found.eliminate_zeros()
        found.sort_indices()
        return cls(found.indptr.astype(np.int64), found.indices.astype(np.int32), found.data.astype(np.float32))

    def matrix(self) -> sp.csr_matrix:
        """The same as a sparse table, items × items."""
        items = len(self.start) - 1
        return sp.csr_matrix((self.weight, self.other, self.start), shape=(items, items))

    def of(self, one: int, other: int) -> float:
        """What one item adds to the score of another; 0 where nothing is known."""
        row = slice(self.start[one], self.start[one + 1])
        return float(self.weight[row][self.other[row] == other].sum())

    def best(self, count: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Of each item the `count` it adds most to, highest first: (items, count) others (-1: none) and weights."""
        items = len(self.start) - 1
        row = np.repeat(np.arange(items), np.diff(self.start))
        order = np.lexsort((self.other, -self.weight, row))
        place = np.arange(len(order)) - self.start[row]
        kept = place < count
        other = np.full((items, count), -1, dtype=np.int32)
        weight = np.zeros((items, count), dtype=np.float32)
        other[row[kept], place[kept]] = self.other[order][kept]
        weight[row[kept], place[kept]] = self.weight[order][kept]
        return other, weight

    def save(self, folder: Path) -> None:
        """Write the arrays to a folder."""
        for name in ("start", "other", "weight"):
            np.save(folder / f"weights_{name}.npy", getattr(self, name), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Map the arrays of a folder into memory; they cannot be written to."""
        return cls(*(_mapped(folder / f"weights_{name}.npy") for name in ("start", "other", "weight")))


@dataclass(frozen=True, eq=False)
class DenseWeights:
    """Item i adds `weight[i, j]` to the score of item j: items × items, for catalogues of up to some ten thousands."""

    weight: NDArray[np.float32]

    def matrix(self) -> NDArray[np.float32]:
        """The table itself."""
        return self.weight

    def of(self, one: int, other: int) -> float:
        """What one item adds to the score of another."""
        return float(self.weight[one, other])

    def best(self, count: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Of each item the `count` it adds most to, highest first: (items, count) others (-1: none) and weights."""
        items = len(self.weight)
        other = np.full((items, count), -1, dtype=np.int32)
        weight = np.zeros((items, count), dtype=np.float32)
        for item, row in enumerate(self.weight):
            best = np.argsort(-row, kind="stable")[:count]
            other[item, : len(best)], weight[item, : len(best)] = best, row[best]
        return other, weight

    def save(self, folder: Path) -> None:
        """Write the table to a folder."""
        np.save(folder / "weights.npy", self.weight, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Map the table of a folder into memory; it cannot be written to."""
        return cls(_mapped(folder / "weights.npy"))


def _mapped(path: Path) -> NDArray[Any]:
    return np.asarray(np.load(path, allow_pickle=False, mmap_mode="r"))
