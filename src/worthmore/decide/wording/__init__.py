"""What the customer reads, in their language, from facts the shop has and the person knows of.

A language is one file of phrases; whatever it says is bound to data. Names of products are never inflected.
"""

from __future__ import annotations

from worthmore.decide.wording.languages import LANGUAGES, language_of
from worthmore.decide.wording.saying import Wording
from worthmore.decide.wording.words import reduction_in_words, word

__all__ = ["LANGUAGES", "Wording", "language_of", "reduction_in_words", "word"]
