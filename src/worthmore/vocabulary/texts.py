"""The texts around the reason of an offer: how each is called, those the shop wrote itself, and quoted reviews."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from worthmore.vocabulary.journey import Tone


class Frame(StrEnum):
    """From which side an offer is shown. The stored name; `PLAIN` shows it from none."""

    PLAIN = ""
    SAVING = "saving"
    SAFETY = "safety"
    EXCLUSIVE = "exclusive"
    QUALITY = "quality"
    COMFORT = "comfort"
    REWARD = "reward"
    COMPLETENESS = "completeness"


@dataclass(frozen=True, slots=True)
class Manner:
    """How an offer is said: the frame and tone, and the version of the shop's own text, 0 for the built-in one."""

    frame: Frame = Frame.PLAIN
    tone: Tone = Tone.PLAIN
    text_number: int = 0


PLAINLY = Manner()


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one text: the offer kind's stored name, the frame, the tone and the language.

    Tone `PLAIN` speaks to everybody who has no text of their own there.
    """

    kind: str
    frame: Frame
    tone: Tone
    language: str


@dataclass(frozen=True, slots=True)
class ShopText:
    """A text the shop wrote for a slot; `number` is its version's, unique in the installation and above 0."""

    slot: Slot
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote of a product, as they wrote it, with where it comes from.

    `review` is the shop's id of it, `name` the one it was signed with, `rating` 1 to 5. `verified`: the shop checked
    that they bought it. `average` and `count` are of all reviews of the product, so that one voice stands for no more
    than it is. `text` may end in an ellipsis where it was cut at the end of a sentence.
    """

    review: str
    product_id: str
    language: str
    text: str
    name: str
    rating: int
    on: date
    verified: bool
    average: float
    count: int
