"""What a language says around the reason of an offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Around:
    """The built-in texts of one language.

    `frames` has a text for each frame, and one for a frame and kind ("saving.bundle") where that is said otherwise;
    {why} in it is the reason. `tones` has a sentence that follows for whoever is spoken to in that tone.
    `only_customers` finds, in text in lower case, the claim that something is for customers only. `quoted` tells a
    review with its source; `reviews` counts them, for one and for many; `nobody` signs a review without a name.
    """

    frames: Mapping[str, str]
    tones: Mapping[str, str]
    only_customers: str
    quoted: str
    reviews: tuple[str, str]
    verified: str
    unverified: str
    nobody: str
