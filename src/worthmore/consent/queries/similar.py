"""Which products are similar to what people bought, by the catalogue and the shop's own rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from worthmore.consent.models import Similar
from worthmore.consent.similarity import similar
from worthmore.consent.values import SimilarRow
from worthmore.shop.queries import reach
from worthmore.shop.queries.bought import Placed, bought_by, declared_for, placed


def similar_rows(source: str) -> tuple[SimilarRow, ...]:
    """The shop's own rows, in order."""
    kept = Similar.objects.filter(source=source).order_by("bought", "offered")
    return tuple(SimilarRow(*row) for row in kept.values_list("source", "bought", "offered", "similar"))


def is_similar(person_key: str, source: str, product_ids: Iterable[str]) -> dict[str, bool]:
    """For each product of a source whether it is similar to what this person bought; unknown products are not."""
    ids = list(dict.fromkeys(product_ids))
    return _Map(source, ids).judged(_bought([person_key])[person_key])


def all_similar(keys: Iterable[str], source: str, product_ids: Iterable[str]) -> dict[str, bool]:
    """For each person whether every product of a message is similar to what they bought; few reads for many people."""
    ids, asked = list(dict.fromkeys(product_ids)), list(dict.fromkeys(keys))
    judge, bought = _Map(source, ids), _bought(asked)
    return {key: bool(ids) and all(judge.judged(bought[key]).values()) for key in asked}


class _Map:
    """The products asked about, made ready to be compared."""

    def __init__(self, source: str, ids: Sequence[str]) -> None:
        self._ids = ids
        self._placed = placed(source, ids)
        self._declared = declared_for(source, ids)
        self._rows = similar_rows(source)

    def judged(self, bought: Iterable[Placed]) -> dict[str, bool]:
        """Each product, and whether it is similar to any of these."""
        owned = list(bought)
        return {
            one: one in self._placed and similar(self._placed[one], owned, self._declared, self._rows)
            for one in self._ids
        }


def _bought(keys: Sequence[str]) -> dict[str, set[Placed]]:
    """What each bought; the orders of merged people are under their present key."""
    people = reach(keys)
    found = bought_by(person.key for person in people.values())
    return {key: found.get(people[key].key, set()) if key in people else set() for key in keys}
