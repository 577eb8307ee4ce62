"""The segments of a training, under names and in sentences a shopkeeper understands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from worthmore.backoffice.templatetags.office import share

FEWEST_RETURNING = 30
"""Of fewer customers who came back the rhythm is a guess, and is not told."""
NAMES = {
    "new": (_("new"), _("one order so far, and not away for long")),
    "regular": (_("regular"), _("came back, and are not away for longer than usual")),
    "best": (_("best"), _("regular, and of the fifth who spend most")),
    "slipping": (_("slipping away"), _("came back once, now away for longer than usual")),
    "bought once": (_("bought once"), _("one order, and away for longer than usual")),
    "lost": (_("lost"), _("away for more than three times as long as usual")),
}


@dataclass(frozen=True)
class Named:
    """One standing; None: too few to count out."""

    name: str
    means: str
    customers: int | None
    month_before: int | None
    spent_share: float | None


@dataclass(frozen=True)
class Liking:
    """Customers who like the same, and which share of all they are."""

    name: str
    share: float


@dataclass(frozen=True)
class Segments:
    """All that is shown of segments; `staying` is empty where nobody can be compared."""

    rhythm: str
    standings: list[Named]
    staying: str
    groups: list[Liking]


def segments(summary: Mapping[str, Any]) -> Segments | None:
    """From a training's summary; None where it has none, or no customers."""
    found = summary.get("segments")
    if not found or not found["customers"]:
        return None
    rhythm = gettext("Half of the customers who come back do so within %(usual)s days, nine in ten within %(late)s.")
    standings = [_named(one) for one in found["standings"]]
    groups = [Liking(_joined(one["labels"]), one["share"]) for one in summary.get("preferences", [])]
    told = rhythm % {"usual": found["usual_days"], "late": found["late_days"]}
    told = told if summary["returning"] >= FEWEST_RETURNING else ""
    return Segments(told, standings, _staying(found["staying"]), groups)


def _named(one: Mapping[str, Any]) -> Named:
    name, means = NAMES[one["standing"]]
    return Named(gettext(name), gettext(means), one["customers"], one["month_before"], one["spent_share"])


def _staying(shares: list[float | None]) -> str:
    known = [one for one in shares if one is not None]
    if not known:
        return ""
    text = gettext("From month to month %(least)s to %(most)s stay where they are (the last %(months)s months).")
    return text % {"least": share(min(known)), "most": share(max(known)), "months": len(known)}


def _joined(labels: list[str]) -> str:
    return ", ".join(labels[:2]) if labels else gettext("a bit of everything")
