"""How answers sharpen a chance: what orders suggest, corrected by what people said when they were asked."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from worthmore.learn.estimator import Estimator, SavedEstimatorError, check_at_least

Answers = tuple[int, int]
NONE: Answers = (0, 0)
FILE = "answers.json"


@dataclass(frozen=True, slots=True)
class AcceptanceExplanation:
    """What was answered so far, for a whole kind of offer and for one product of it, and the same in a sentence."""

    kind_shown: int
    kind_accepted: int
    shown: int
    accepted: int
    text: str


@dataclass
class Acceptance(Estimator):
    """Beta-binomial, twice: the kind of offer sharpens the given chance, the product sharpens the result.

    sharpened = (s · chance + accepted) / (s + shown), first with the answers to all offers of the kind, then with
    those to this product. `prior_shown` (s) is how many showings the chance before is worth. The kind's answers
    never weigh more than `kind_weight` showings, or all products of a kind would end with the same chance. More yeses
    never lower a chance, more showings without a yes never raise it, and it stays between 0 and 1.
    """

    prior_shown: float = 50.0
    kind_weight: float = 200.0

    kinds_: dict[str, Answers] = field(init=False, repr=False, compare=False)
    products_: dict[tuple[str, str], Answers] = field(init=False, repr=False, compare=False)

    def fit(self, answers: Iterable[tuple[str, str, int, int]]) -> Self:
        """Learn from (kind, product id, shown, accepted) rows; rows of the same kind and product add up.

        An accepted offer was shown, whether or not its impression arrived.
        """
        check_at_least("prior_shown", self.prior_shown, 1e-9)
        check_at_least("kind_weight", self.kind_weight, 0)
        kinds: dict[str, Answers] = defaultdict(lambda: NONE)
        products: dict[tuple[str, str], Answers] = defaultdict(lambda: NONE)
        for kind, product_id, shown, accepted in answers:
            if min(shown, accepted) < 0:
                raise ValueError(f"answers to {kind} of {product_id}: {shown} shown, {accepted} accepted; below zero")
            more = (max(shown, accepted), accepted)
            kinds[kind] = _sum(kinds[kind], more)
            products[kind, product_id] = _sum(products[kind, product_id], more)
        self.kinds_, self.products_ = dict(kinds), dict(products)
        return self

    def sharpen(self, kind: str, product_id: str, chance: float) -> float:
        """The chance after the answers; the given one where there are none."""
        if "kinds_" not in self.__dict__:  # asked once a candidate, so the full check is too dear here
            self.check_fitted()
        of_kind = self.kinds_.get(kind)
        if of_kind is None:
            return chance
        shown, accepted = of_kind
        weight = min(1.0, self.kind_weight / shown) if shown else 0.0
        chance = self._update(chance, shown * weight, accepted * weight)
        return self._update(chance, *self.products_.get((kind, product_id), NONE))

    def _update(self, chance: float, shown: float, accepted: float) -> float:
        return (self.prior_shown * chance + accepted) / (self.prior_shown + shown)

    def explain(self, kind: str, product_id: str) -> AcceptanceExplanation:
        """The answers behind a sharpened chance."""
        self.check_fitted()
        of_kind, of_product = self.kinds_.get(kind, NONE), self.products_.get((kind, product_id), NONE)
        text = (
            f"offers of this kind were shown {of_kind[0]} times and accepted {of_kind[1]} times; "
            f"this product {of_product[0]} and {of_product[1]} times."
        )
        return AcceptanceExplanation(*of_kind, *of_product, text)

    def save(self, folder: Path) -> None:
        """Write parameters and answers to a folder, as JSON."""
        self._save_parameters(folder)
        rows = [[*key, *answers] for key, answers in sorted(self.products_.items())]
        (folder / FILE).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote."""
        found = cls._load_parameters(folder)
        try:
            rows = json.loads((folder / FILE).read_text(encoding="utf-8"))
            return found.fit((kind, product_id, shown, accepted) for kind, product_id, shown, accepted in rows)
        except (OSError, ValueError) as error:
            raise SavedEstimatorError(f"{folder} holds no readable answers: {error}") from error


def _sum(one: Answers, more: Answers) -> Answers:
    return one[0] + more[0], one[1] + more[1]
