"""The occasions a person may skip, as the page lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as word

from worthmore.vocabulary.occasions import Occasion, kept_in, next_day

LABELS: Mapping[Occasion, str] = {
    Occasion.VALENTINES_DAY: word("Valentine's Day"),
    Occasion.WOMENS_DAY: word("Women's Day"),
    Occasion.EASTER: word("Easter"),
    Occasion.MOTHERS_DAY: word("Mother's Day"),
    Occasion.FATHERS_DAY: word("Father's Day"),
    Occasion.BLACK_FRIDAY: word("Black Friday"),
    Occasion.SINTERKLAAS: word("Sinterklaas"),
    Occasion.CHRISTMAS: word("Christmas"),
    Occasion.BIRTHDAY: word("Your birthday"),
}
AS_USUAL, NEVER = "as-usual", "never"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several to choose from."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class OccasionRow:
    """One occasion: the next time it comes (None: each person's own), and whether the person skips it."""

    value: str
    label: str
    day: date | None
    choices: tuple[Choice, ...]


def rows(country: str, today: date, skipped: Mapping[str, int]) -> list[OccasionRow]:
    """The occasions of the country, the one that comes first before the others, in the page's language."""
    listed = [_row(one, next_day(one, country, today), today, skipped) for one in kept_in(country)]
    return sorted(listed, key=lambda row: row.day or date.max)


def chosen(country: str, today: date, skipped: Mapping[str, int], sent: Mapping[str, str]) -> dict[str, int]:
    """What is skipped after this form: occasions it does not name, or names wrongly, stay as they are."""
    after = dict(skipped)
    for row in rows(country, today, skipped):
        said = sent.get(row.value)
        if said == AS_USUAL:
            after.pop(row.value, None)
        elif said == NEVER:
            after[row.value] = 0
        elif said in {choice.value for choice in row.choices}:
            after[row.value] = int(said)
    return after


def _row(occasion: Occasion, day: date | None, today: date, skipped: Mapping[str, int]) -> OccasionRow:
    year = day.year if day else today.year
    until = skipped.get(occasion.value)
    now_skipped = until is not None and until != 0 and until >= year
    # Who said "not until 2029" keeps that, whatever year comes next.
    once = max(year, until or 0)
    choices = (
        Choice(AS_USUAL, _("As usual"), until is None or (until != 0 and until < year)),
        Choice(str(once), _("Not in %(year)d") % {"year": once}, now_skipped),
        Choice(NEVER, _("Never"), until == 0),
    )
    return OccasionRow(occasion.value, _(LABELS[occasion]), day, choices)
