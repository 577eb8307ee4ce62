"""Customers alike in what they like, in groups named after it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.estimator import Estimator, SavedEstimatorError, UnknownItemError, check_at_least
from worthmore.learn.segments.customers import Floats, Integers
from worthmore.learn.segments.likings import EVERYTHING, MOST_NAMED, grouped, named, nearest, shares

CHUNK = 100_000


@dataclass(frozen=True, eq=False)
class Tastes:
    """What customers bought, one row a customer and kind of product: how often. `labels` name the kinds.

    A kind is a category, or a product where there are no categories. Rows in any order; equal ones add up.
    """

    person: Integers
    kind: Integers
    times: Floats
    labels: Sequence[str]

    def __post_init__(self) -> None:
        if not len(self.person) == len(self.kind) == len(self.times):
            raise ValueError("person, kind and times must have one entry for each row")
        if len(self.kind) and not 0 <= self.kind.min() <= self.kind.max() < len(self.labels):
            raise ValueError(
                f"kinds run from {self.kind.min()} to {self.kind.max()}; they must lie in 0 … {len(self.labels) - 1}"
            )


@dataclass(frozen=True, slots=True)
class PreferenceExplanation:
    """The group of a customer and what it is known by, in a sentence."""

    name: str
    text: str


@dataclass
class Preferences(Estimator):
    """Groups of customers by what they buy; every customer counts once, however much they bought.

    Roots of the shares of what was bought (Hellinger distance) are grouped by k-means. How many groups, up to `most`,
    is the largest number on which two halves of the customers, each grouped on its own, agree about as well as on the
    best, at least by `least_agreement` (adjusted Rand index), and which words can tell apart; where there is none, or
    fewer than `fewest` customers, there is one group. A group is named after the kinds its customers buy more of than
    others do.
    """

    most: int = 8
    fewest: int = 60
    least_agreement: float = 0.6
    largest: int = 15_000

    labels_: list[str] = field(init=False, repr=False, compare=False)
    centres_: NDArray[np.float64] = field(init=False, repr=False, compare=False)
    known_for_: list[list[tuple[str, float]]] = field(init=False, repr=False, compare=False)
    agreement_: float = field(init=False, repr=False, compare=False)

    def fit(self, tastes: Tastes) -> Self:
        """Learn groups from what customers bought."""
        check_at_least("most", self.most, 2)
        check_at_least("fewest", self.fewest, 4)
        check_at_least("largest", self.largest, self.fewest)
        self.labels_ = [str(label) for label in tastes.labels]
        _, rows = shares(tastes.person, tastes.kind, tastes.times, len(self.labels_), self.largest)
        found = grouped(rows, self.most, self.fewest, self.least_agreement)
        self.centres_, self.agreement_ = found.centres, found.agreement
        self.known_for_ = [
            [(self.labels_[kind], more) for kind, more in group]
            for group in named(rows, found.group, len(self.centres_))
        ]
        return self

    @property
    def names(self) -> list[str]:
        """A name for each group, all different, such as "Coffee and Tea"."""
        self.check_fitted()
        return _names([[label for label, _ in group] for group in self.known_for_])

    def predict(self, tastes: Tastes) -> tuple[Integers, Integers]:
        """The people, in ascending order, and the group of each."""
        self.check_fitted()
        if [str(label) for label in tastes.labels] != self.labels_:
            raise ValueError("these are other kinds of products than were learned from")
        people = np.unique(tastes.person[tastes.times > 0])
        group = np.zeros(len(people), dtype=np.int64)
        for first in range(0, len(people), CHUNK):
            some = people[first : first + CHUNK]
            here = np.isin(tastes.person, some)
            found, rows = shares(tastes.person[here], tastes.kind[here], tastes.times[here], len(self.labels_), CHUNK)
            group[np.searchsorted(people, found)] = nearest(np.sqrt(rows), self.centres_)
        return people, group

    def explain(self, group: int) -> PreferenceExplanation:
        """What a group is known by."""
        self.check_fitted()
        if not 0 <= group < len(self.known_for_):
            raise UnknownItemError(f"group {group} is not one of the {len(self.known_for_)} learned groups")
        name, known = self.names[group], self.known_for_[group]
        if not known:
            return PreferenceExplanation(name, "these customers buy a bit of everything, no kind more than others do.")
        more = ", ".join(f"{label} ({times:.1f} times as much as others)" for label, times in known)
        return PreferenceExplanation(name, f"these customers buy more {more}.")

    def save(self, folder: Path) -> None:
        """Write parameters and names (JSON) and the groups (plain arrays) to a folder."""
        self._save_parameters(folder)
        content = {"labels": self.labels_, "known_for": self.known_for_, "agreement": self.agreement_}
        (folder / "preferences.json").write_text(json.dumps(content, indent=1), encoding="utf-8")
        np.save(folder / "centres.npy", self.centres_, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote."""
        found = cls._load_parameters(folder)
        try:
            content: dict[str, Any] = json.loads((folder / "preferences.json").read_text(encoding="utf-8"))
            found.labels_ = [str(label) for label in content["labels"]]
            found.known_for_ = [[(str(label), float(more)) for label, more in group] for group in content["known_for"]]
            found.agreement_ = float(content["agreement"])
            found.centres_ = np.load(folder / "centres.npy", allow_pickle=False)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SavedEstimatorError(f"{folder} holds no readable groups: {error}") from error
        return found


def _names(groups: Sequence[Sequence[str]]) -> list[str]:
    """Two labels each, or as many as tell the groups apart."""
    for count in range(2, MOST_NAMED + 1):
        found = [_joined(labels[:count]) if labels else EVERYTHING for labels in groups]
        if len(set(found)) == len(found):
            break
    return found


def _joined(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
