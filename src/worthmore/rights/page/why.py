"""Why and how long each kind of thing is held (GDPR art. 15(1)), with the shop's own figures."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from worthmore.rights.page.words import Words
from worthmore.vocabulary.policy import Policy


@dataclass(frozen=True, slots=True)
class Why:
    """One kind of thing that is held of customers. `about` is its stable name."""

    about: str
    holds: str
    purpose: str
    kept: str


def why(told: Words, policy: Policy) -> list[Why]:
    """Every kind of thing, in the order of the list."""
    return [
        Why(about, one["holds"], one["purpose"], how_long(one["kept"], told.texts["for_ever"], policy))
        for about, one in told.why.items()
    ]


def how_long(text: str, for_ever: str, policy: Policy) -> str:
    """The text with the settings it names in their places. Where one of them is 0, nothing ends."""
    settings = asdict(policy)
    named = [name for name in settings if f"{{{name}}}" in text and name.endswith(("_days", "_months"))]
    if any(settings[name] == 0 for name in named):
        return for_ever
    return text.format_map(settings)
