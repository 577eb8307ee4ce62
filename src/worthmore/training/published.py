"""A published version, opened: what was learned of one shop, by product id, ready for any number of questions.

Nothing here needs the compiler or the database: the arrays are mapped into memory and shared between processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.acceptance import Acceptance
from worthmore.learn.estimator import SavedEstimatorError
from worthmore.learn.neighbours import BASES, NeighbourTable, PlainRecord
from worthmore.learn.propensity import Propensity
from worthmore.learn.replenishment import Interval, Replenishment
from worthmore.learn.returns import ReturnChance
from worthmore.training.files import PublishedError, source_folder, verify
from worthmore.vocabulary.evidence import Evidence, Neighbour, NeighbourList

__all__ = ["LearnedShop", "PublishedError", "open_learned", "read_ids", "write_ids"]

TABLES = ("complements", "also_bought", "set_by_hand", "upgrades")


class Figures(NamedTuple):
    """What was learned of products one by one. A version published before something was learned has none of it."""

    acceptance: Acceptance
    replenishment: Replenishment | None = None
    returns: ReturnChance | None = None
    propensity: Propensity | None = None


class LearnedShop:
    """What was learned of one shop. Lists are best first; a product that nothing is known of has empty ones."""

    def __init__(
        self,
        product_ids: Sequence[str],
        complements: NeighbourTable,
        also_bought: NeighbourTable,
        set_by_hand: NeighbourTable,
        upgrades: NeighbourTable,
        figures: Figures,
        substitutes: NeighbourTable | None = None,
    ) -> None:
        self.product_ids = tuple(product_ids)
        self._place = {product_id: place for place, product_id in enumerate(self.product_ids)}
        substitutes = NeighbourTable.empty(len(self.product_ids)) if substitutes is None else substitutes
        for table in (complements, also_bought, set_by_hand, upgrades, substitutes):
            if table.item_count != len(self.product_ids):
                raise ValueError(f"{len(self.product_ids)} products, but neighbours for {table.item_count}")
        self._complements = self._reader(complements)
        self._also_bought = self._reader(also_bought)
        self._set_by_hand = self._reader(set_by_hand)
        self._upgrades = self._reader(upgrades)
        self._substitutes = self._reader(substitutes)
        returns = figures.returns
        self._acceptance = figures.acceptance
        self._replenishment = figures.replenishment
        again = [] if figures.replenishment is None else figures.replenishment.refills().tolist()
        self.refills = frozenset(self.product_ids[place] for place in again)
        if returns is not None and len(returns.chance_) != len(self.product_ids):
            raise ValueError(f"{len(self.product_ids)} products, but returns of {len(returns.chance_)}")
        self.returned = _returned(self.product_ids, returns)
        propensity = figures.propensity
        # Without its scorecard it knows no more than the answers that sharpen every source's chance already.
        self.predict = None if propensity is None or propensity.scorecard_ is None else propensity.predict

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

    def substitutes(self, product_id: str) -> Sequence[Neighbour]:
        """What customers take in the place of a product, the surest first."""
        return self._substitutes(product_id)

    def accepted(self, kind: str, product_id: str, chance: float) -> float:
        """A chance sharpened by the answers to offers of this kind and of this product."""
        return self._acceptance.sharpen(kind, product_id, chance)

    def interval(self, product_id: str) -> Interval | None:
        """After how long a product is bought again; None where too little is known."""
        place = self._place.get(product_id)
        return None if place is None or self._replenishment is None else self._replenishment.of(place)

    def _reader(self, table: NeighbourTable) -> Callable[[str], Sequence[Neighbour]]:
        """Looks up a product's list in a table; nothing is read of it yet."""

        def read(product_id: str) -> Sequence[Neighbour]:
            place = self._place.get(product_id)
            return () if place is None else NeighbourList(lambda: map(self._neighbour, table.walk(place)))

        return read

    def _neighbour(self, record: PlainRecord) -> Neighbour:
        other, basis, customers, baskets, chance, base_chance, score, lift, low, high = record
        lifts = (lift, low, high) if lift == lift else (None, None, None)
        evidence = Evidence(BASES[basis], customers, baskets, *lifts)
        return Neighbour(self.product_ids[other], chance, base_chance, score, evidence)


class _Usual(dict[str, float]):
    """Figures by product id; of one that is not there, what is usual. Asked for every candidate of every decision."""

    def __init__(self, known: Iterable[tuple[str, float]], usual: float) -> None:
        super().__init__(known)
        self.usual = usual

    def __missing__(self, product_id: str) -> float:
        return self.usual


def _returned(product_ids: Sequence[str], returns: ReturnChance | None) -> Callable[[str], float]:
    """The chance that one unit comes back: the shop's where the product is new, 0 where nothing was learned."""
    if returns is None:
        return _Usual((), 0.0).__getitem__
    return _Usual(zip(product_ids, returns.chance_.tolist(), strict=True), returns.shop_).__getitem__


def open_learned(folder: Path, source: str) -> LearnedShop:
    """Open what a version holds of one source, after comparing every file with its checksum."""
    found = source_folder(folder, source)
    verify(folder, found)
    try:
        complements, also_bought, set_by_hand, upgrades = (NeighbourTable.load(found / name) for name in TABLES)
        acceptance = Acceptance.load(found / "acceptance")
        ids = read_ids(found / "products")
        # A version published before intervals were learned has none.
        intervals = found / "replenishment"
        replenishment = Replenishment.load(intervals) if intervals.exists() else None
        returns = ReturnChance.load(found / "returns") if (found / "returns").exists() else None
        propensity = Propensity.load(found / "propensity") if (found / "propensity").exists() else None
        figures = Figures(acceptance, replenishment, returns, propensity)
        instead = found / "substitutes"
        substitutes = NeighbourTable.load(instead) if instead.exists() else None
        return LearnedShop(ids, complements, also_bought, set_by_hand, upgrades, figures, substitutes)
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
