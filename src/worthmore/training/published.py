"""A published version, opened: what was learned of one shop, by product id, ready for any number of questions.

Nothing here needs the compiler or the database: the arrays are mapped into memory and shared between processes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.acceptance import Acceptance
from worthmore.learn.estimator import SavedEstimatorError
from worthmore.learn.neighbours import BASES, NeighbourTable
from worthmore.training.files import PublishedError, source_folder, verify
from worthmore.vocabulary.evidence import Evidence, Neighbour

__all__ = ["LearnedShop", "PublishedError", "open_learned", "read_ids", "write_ids"]

TABLES = ("complements", "also_bought", "set_by_hand", "upgrades")

# Lists kept ready for the products asked for last; about ten kilobytes each.
LISTS_REMEMBERED = 4096


class LearnedShop:
    """What was learned of one shop. Lists are best first; a product that nothing is known of has empty ones."""

    def __init__(
        self,
        product_ids: Sequence[str],
        complements: NeighbourTable,
        also_bought: NeighbourTable,
        set_by_hand: NeighbourTable,
        upgrades: NeighbourTable,
        acceptance: Acceptance,
    ) -> None:
        self.product_ids = tuple(product_ids)
        self._place = {product_id: place for place, product_id in enumerate(self.product_ids)}
        for table in (complements, also_bought, set_by_hand, upgrades):
            if table.item_count != len(self.product_ids):
                raise ValueError(f"{len(self.product_ids)} products, but neighbours for {table.item_count}")
        self._complements = self._reader(complements)
        self._also_bought = self._reader(also_bought)
        self._set_by_hand = self._reader(set_by_hand)
        self._upgrades = self._reader(upgrades)
        self._acceptance = acceptance

    def complements(self, product_id: str) -> Sequence[Neighbour]:
        """What goes with a product, from baskets."""
        return self._complements(product_id)

    def also_bought(self, product_id: str) -> Sequence[Neighbour]:
        """What customers who bought it also bought, over their whole history."""
        return self._also_bought(product_id)

    def set_by_hand(self, product_id: str) -> Sequence[Neighbour]:
        """What orders say of the pairs the shop had set by hand when this was learned, the likeliest first."""
        return self._set_by_hand(product_id)

    def upgrades(self, product_id: str) -> Sequence[Neighbour]:
        """Better versions of a product, the smallest step first."""
        return self._upgrades(product_id)

    def accepted(self, kind: str, product_id: str, chance: float) -> float:
        """A chance sharpened by the answers to offers of this kind and of this product."""
        return self._acceptance.sharpen(kind, product_id, chance)

    def _reader(self, table: NeighbourTable) -> Callable[[str], tuple[Neighbour, ...]]:
        @lru_cache(maxsize=LISTS_REMEMBERED)
        def read(product_id: str) -> tuple[Neighbour, ...]:
            place = self._place.get(product_id)
            if place is None:
                return ()
            return tuple(self._neighbour(record) for record in table.of(place).tolist())

        return read

    def _neighbour(self, record: tuple[int, int, int, int, float, float, float, float, float, float]) -> Neighbour:
        other, basis, customers, baskets, chance, base_chance, score, lift, low, high = record
        lifts = (lift, low, high) if lift == lift else (None, None, None)
        evidence = Evidence(BASES[basis], customers, baskets, *lifts)
        return Neighbour(self.product_ids[other], chance, base_chance, score, evidence)


def open_learned(folder: Path, source: str) -> LearnedShop:
    """Open what a version holds of one source, after comparing every file with its checksum."""
    found = source_folder(folder, source)
    verify(folder, found)
    try:
        complements, also_bought, set_by_hand, upgrades = (NeighbourTable.load(found / name) for name in TABLES)
        acceptance = Acceptance.load(found / "acceptance")
        ids = read_ids(found / "products")
        return LearnedShop(ids, complements, also_bought, set_by_hand, upgrades, acceptance)
    except (OSError, ValueError, SavedEstimatorError) as error:
        raise PublishedError(f"{found} cannot be opened ({error}); run `worthmore train` again") from error


def write_ids(folder: Path, ids: Sequence[str]) -> None:
    """Keep ids as two arrays: all letters in a row, and where each id ends."""
    encoded = [id_.encode() for id_ in ids]
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "letters.npy", np.frombuffer(b"".join(encoded), dtype=np.uint8), allow_pickle=False)
    ends: NDArray[np.int64] = np.cumsum([len(letters) for letters in encoded], dtype=np.int64)
    np.save(folder / "ends.npy", ends, allow_pickle=False)


def read_ids(folder: Path) -> list[str]:
    """Read back what `write_ids` wrote."""
    letters = np.load(folder / "letters.npy", allow_pickle=False).tobytes()
    ends = np.load(folder / "ends.npy", allow_pickle=False).tolist()
    return [letters[start:end].decode() for start, end in zip([0, *ends], ends, strict=False)]
