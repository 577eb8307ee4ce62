"""What an upgrade saves a year, and after how many years its extra is earned back."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from worthmore.decide.amounts import number
from worthmore.decide.wording.telling import Telling
from worthmore.decide.wording.things import phrases_of

TENTH = Decimal("0.1")
WHOLE = 100  # cents: "about € 45", not € 45.37


def earned_back(telling: Telling) -> list[str]:
    """The sentence; none where nothing is saved or it is not known. Both figures are rounded to the careful side."""
    saving = telling.candidate.yearly_saving
    if saving is None:
        return []
    about = telling.money(saving - saving % WHOLE if saving >= WHOLE else saving)
    said, extra = phrases_of(telling), telling.premium.extra if telling.premium else 0
    if extra <= 0:
        return [said.saves.format(amount=about)]
    years = (Decimal(extra) / saving).quantize(TENTH, ROUND_CEILING)
    one = 1 if years == 1 else 2
    return [said.earned_back.fill(one, amount=about, years=number(years.normalize(), telling.language))]
