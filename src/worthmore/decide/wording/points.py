"""What is better about an upgrade, each point computed from two figures of the catalogue."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from worthmore.decide.amounts import number
from worthmore.decide.wording.phrases import Phrases
from worthmore.vocabulary.attributes import Difference, Direction
from worthmore.vocabulary.decision import Candidate

MOST_POINTS = 3
NOTABLE_RATIO = Decimal(2)  # below twice as much, the difference says more than the ratio
TENTH = Decimal("0.1")


def points(candidate: Candidate, phrases: Phrases, language: str) -> list[str]:
    """At most three better attributes, the largest relative change first."""
    better = sorted(
        (difference for difference in candidate.differences if difference.better),
        key=lambda difference: (-difference.relative, difference.kind.name),
    )
    return [_point(difference, phrases, language) for difference in better[:MOST_POINTS]]


def _point(difference: Difference, phrases: Phrases, language: str) -> str:
    kind = difference.kind
    label, higher = kind.label(language), kind.direction is Direction.HIGHER
    # Figures are taken as written, so that 18.3 - 15.1 is 3.2 and nothing else.
    chosen, offered = Decimal(str(difference.chosen)), Decimal(str(difference.offered))
    ratio = _ratio(chosen, offered, whole=not kind.unit) if higher else None
    if ratio is not None:
        phrase = phrases.ratio if kind.unit else phrases.ratio_of_count
        return phrase.format(ratio=number(ratio, language), label=label)
    if not kind.unit:
        return phrases.instead.format(offered=number(offered, language), chosen=number(chosen, language), label=label)
    change = f"{number(abs(offered - chosen), language)} {kind.unit}"
    return (phrases.more if higher else phrases.less).format(amount=change, label=label)


def _ratio(chosen: Decimal, offered: Decimal, *, whole: bool) -> Decimal | None:
    """How many times as much, rounded down so that it never promises more; None where that is no good way to say it.

    Things that are counted (no unit) are only ever a whole number of times as many: nobody says 2.3 × gears.
    """
    if chosen <= 0 or offered / chosen < NOTABLE_RATIO:
        return None
    ratio = offered / chosen
    if whole:
        return ratio if ratio == ratio.to_integral_value() else None
    return ratio.quantize(TENTH, rounding=ROUND_FLOOR)
