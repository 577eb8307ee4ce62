"""How what goes with what did beside best sellers in the shop's newest orders, in a sentence for the shopkeeper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_date
from django.utils.translation import gettext as _

from worthmore.backoffice.templatetags.office import language, share, whole


@dataclass(frozen=True)
class Judged:
    """The sentence, and whether what was learned had to be refused."""

    text: str
    refused: bool


def judged(found: Mapping[str, Any] | None) -> Judged | None:
    """What a training's summary says of its complements; None of one that did not judge them."""
    if found is None:
        return None
    if found["verdict"] == "too few":
        return Judged(_too_few(found), refused=False)
    if found["verdict"] == "better":
        return Judged(_figures(found), refused=False)
    return Judged(" ".join((_refused(), _figures(found), _instead(found["kept_from"]))), refused=True)


def _too_few(found: Mapping[str, Any]) -> str:
    text = _(
        "Not enough data yet to tell whether the learned suggestions do better than best sellers: %(customers)s "
        "customers could judge, %(needed)s are needed. They are used, because enough different customers bought both."
    )
    return text % {"customers": whole(found["customers"]), "needed": whole(found["needed"])}


def _figures(found: Mapping[str, Any]) -> str:
    text = _(
        "In the newest orders, kept apart to judge by, we hid one product of each basket: among the first %(shown)s "
        "learned suggestions it was found in %(found)s of cases, among as many best sellers in %(sellers)s "
        "(%(customers)s customers; 95 %% interval of the difference: %(low)s to %(high)s)."
    )
    gain = found["gain"]
    return text % {
        "shown": whole(found["shown"]),
        "found": share(found["found"]["mean"]),
        "sellers": share(found["best_sellers"]["mean"]),
        "customers": whole(found["customers"]),
        "low": share(gain["low"]),
        "high": share(gain["high"]),
    }


def _refused() -> str:
    return _("What was learned of products that go together is not used, because best sellers do no worse.")


def _instead(kept_from: str | None) -> str:
    if kept_from is None:
        return _("Offers come from the catalogue and from what you set by hand.")
    when = format_date(datetime.fromisoformat(kept_from), locale=language())
    return _("What was learned on %(when)s stays in use.") % {"when": when}
