from __future__ import annotations

from datetime import date

import pytest
from dateutil.easter import easter as known_easter
from hypothesis import given
from hypothesis import strategies as st

from worthmore.vocabulary.occasions import Occasion, easter, kept_in, next_day, occasion_day

ALMANAC = [
    (Occasion.MOTHERS_DAY, "BE", date(2026, 5, 10)),
    (Occasion.MOTHERS_DAY, "NL", date(2027, 5, 9)),
    (Occasion.MOTHERS_DAY, "FI", date(2027, 5, 9)),
    (Occasion.MOTHERS_DAY, "DE", date(2027, 5, 9)),
    (Occasion.MOTHERS_DAY, "FR", date(2026, 5, 31)),
    (Occasion.MOTHERS_DAY, "FR", date(2023, 6, 4)),
    (Occasion.MOTHERS_DAY, "GB", date(2026, 3, 15)),
    (Occasion.FATHERS_DAY, "BE", date(2026, 6, 14)),
    (Occasion.FATHERS_DAY, "BE", date(2027, 6, 13)),
    (Occasion.FATHERS_DAY, "NL", date(2026, 6, 21)),
    (Occasion.FATHERS_DAY, "FI", date(2026, 11, 8)),
    (Occasion.FATHERS_DAY, "FI", date(2027, 11, 14)),
    (Occasion.FATHERS_DAY, "DE", date(2026, 5, 14)),
    (Occasion.FATHERS_DAY, "FR", date(2026, 6, 21)),
    (Occasion.BLACK_FRIDAY, "BE", date(2026, 11, 27)),
    (Occasion.BLACK_FRIDAY, "FI", date(2027, 11, 26)),
    (Occasion.SINTERKLAAS, "NL", date(2026, 12, 5)),
    (Occasion.SINTERKLAAS, "BE", date(2026, 12, 6)),
    (Occasion.CHRISTMAS, "FI", date(2026, 12, 24)),
    (Occasion.CHRISTMAS, "BE", date(2026, 12, 25)),
    (Occasion.EASTER, "BE", date(2026, 4, 5)),
    (Occasion.WOMENS_DAY, "FI", date(2026, 3, 8)),
]


@pytest.mark.parametrize(("occasion", "country", "day"), ALMANAC)
def test_the_day_is_the_one_in_the_almanac(occasion: Occasion, country: str, day: date) -> None:
    assert occasion_day(occasion, country, day.year) == day


@given(year=st.integers(1600, 4000))
def test_easter_is_easter(year: int) -> None:
    assert easter(year) == known_easter(year)


@given(year=st.integers(1970, 2200), country=st.sampled_from(["BE", "NL", "FI", "FR", "DE", "GB", "US", "", "?"]))
def test_a_day_of_a_year_lies_in_that_year(year: int, country: str) -> None:
    for one in Occasion:
        day = occasion_day(one, country, year)
        assert day is None or day.year == year


@given(today=st.dates(date(2000, 1, 1), date(2100, 1, 1)), occasion=st.sampled_from(Occasion))
def test_the_next_time_is_today_or_later_and_within_a_year_and_a_month(today: date, occasion: Occasion) -> None:
    day = next_day(occasion, "BE", today)
    assert day is None or 0 <= (day - today).days <= 400


def test_a_country_has_only_its_own_occasions_and_everybody_a_birthday() -> None:
    assert Occasion.SINTERKLAAS in kept_in("BE")
    assert Occasion.SINTERKLAAS not in kept_in("FI")
    assert Occasion.WOMENS_DAY in kept_in("FI")
    assert kept_in("??")[-1] is Occasion.BIRTHDAY
    assert next_day(Occasion.BIRTHDAY, "BE", date(2026, 1, 1)) is None
