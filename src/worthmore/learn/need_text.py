"""Which products' words are closest to what somebody told in their own: a help where rules say nothing.

Words are compared by their first letters, so that "koelkasten" finds "koelkast"; a word that few products have counts
for more (inverse document frequency, Spärck Jones 1972), and a product of few words counts for more than one of many.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt

from worthmore.learn.names import plain

STEM = 5
SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+")


def closest(text: str, described: Sequence[tuple[str, str]], most: int) -> list[str]:
    """The ids of up to `most` products (id, words) that share words with the text, the closest first; ties by id."""
    wanted = stems([text])
    if not wanted or not described:
        return []
    each = [(product_id, stems([words])) for product_id, words in described]
    holders = Counter(stem for _, found in each for stem in found & wanted)
    rarity = {stem: log(1 + len(each) / count) for stem, count in holders.items()}
    scored = [
        (sum(rarity[stem] for stem in found & wanted) / sqrt(len(found)), product_id)
        for product_id, found in each
        if not found.isdisjoint(wanted)
    ]
    return [product_id for _, product_id in sorted(scored, key=lambda one: (-one[0], one[1]))[:most]]


def stems(texts: Iterable[str]) -> frozenset[str]:
    """The first letters of every word of three letters or more, without accents and capitals."""
    words = (word for text in texts for word in _WORD.findall(plain(text)))
    return frozenset(word[:STEM] for word in words if len(word) >= SHORTEST)
