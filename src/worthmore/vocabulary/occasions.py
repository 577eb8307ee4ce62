"""Days of the year that a shop may write about, and that not everybody wants to be reminded of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum

SUNDAY = 6
THURSDAY = 3


class Occasion(StrEnum):
    """The stored name: of what a customer skips, and of what a campaign is about."""

    VALENTINES_DAY = "valentines_day"
    WOMENS_DAY = "womens_day"
    EASTER = "easter"
    MOTHERS_DAY = "mothers_day"
    FATHERS_DAY = "fathers_day"
    BLACK_FRIDAY = "black_friday"
    SINTERKLAAS = "sinterklaas"
    CHRISTMAS = "christmas"
    BIRTHDAY = "birthday"


def occasion_day(occasion: Occasion, country: str, year: int) -> date | None:
    """The day itself in a country (ISO 3166 alpha-2) and year; None where it has none there, or is each person's own.

    Mother's Day and Father's Day are those of the country; the ones of Antwerp (15 August, 19 March) are not told
    apart, since where in Belgium somebody keeps which is not known.
    """
    special = _OWN.get((occasion, country))
    rule = special or _EVERYWHERE.get(occasion)
    return rule(year) if rule else None


def next_day(occasion: Occasion, country: str, today: date) -> date | None:
    """The next time it comes, today included."""
    found = (occasion_day(occasion, country, year) for year in (today.year, today.year + 1))
    return next((day for day in found if day is not None and day >= today), None)


def kept_in(country: str) -> tuple[Occasion, ...]:
    """The occasions of a country, in the order of the year; each person's own last."""
    return tuple(
        one for one in Occasion if one is Occasion.BIRTHDAY or occasion_day(one, country, _ANY_YEAR) is not None
    )


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, skipped = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * skipped + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _nth(weekday: int, month: int, which: int) -> Callable[[int], date]:
    """The `which`th such day of a month; -1 is the last."""

    def found(year: int) -> date:
        if which > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)

    return found


def _on(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _after_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


def _mothers_day_in_france(year: int) -> date:
    """The last Sunday of May, or a week later where that is Whit Sunday (Code de l'action sociale, D215-1)."""
    last = _nth(SUNDAY, 5, -1)(year)
    return last + timedelta(days=7) if last == easter(year) + timedelta(days=49) else last


_ANY_YEAR = 2026
_EVERYWHERE: Mapping[Occasion, Callable[[int], date]] = {
    Occasion.VALENTINES_DAY: _on(2, 14),
    Occasion.EASTER: easter,
    Occasion.MOTHERS_DAY: _nth(SUNDAY, 5, 2),
    Occasion.FATHERS_DAY: _nth(SUNDAY, 6, 3),
    Occasion.BLACK_FRIDAY: lambda year: _nth(THURSDAY, 11, 4)(year) + timedelta(days=1),
    Occasion.CHRISTMAS: _on(12, 25),
}
_OWN: Mapping[tuple[Occasion, str], Callable[[int], date]] = {
    (Occasion.FATHERS_DAY, "BE"): _nth(SUNDAY, 6, 2),
    (Occasion.FATHERS_DAY, "FI"): _nth(SUNDAY, 11, 2),
    (Occasion.FATHERS_DAY, "DE"): _after_easter(39),
    (Occasion.MOTHERS_DAY, "FR"): _mothers_day_in_france,
    (Occasion.MOTHERS_DAY, "GB"): _after_easter(-21),
    (Occasion.WOMENS_DAY, "FI"): _on(3, 8),
    (Occasion.WOMENS_DAY, "DE"): _on(3, 8),
    (Occasion.SINTERKLAAS, "BE"): _on(12, 6),
    (Occasion.SINTERKLAAS, "NL"): _on(12, 5),
    (Occasion.CHRISTMAS, "FI"): _on(12, 24),
}
