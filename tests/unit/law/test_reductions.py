"""A former price is the lowest of the thirty days before, to the minute, in every country's variation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.law.countries import local_day, start_of_day
from worthmore.law.reductions import Goods, Telling, announced_reduction, needed
from worthmore.law.table import load
from worthmore.law.terms import months_after
from worthmore.vocabulary.prices import NotAllowed, PriceChange, Reduction

TABLE = load()
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
COUNTRIES = ["BE", "NL", "FI", "DE", "FR", "SE", "GB", "US", ""]


def changes(*told: tuple[float, int], currency: str = "EUR") -> list[PriceChange]:
    """Prices by how many days before NOW they began."""
    return [PriceChange(NOW - timedelta(days=days), amount, currency) for days, amount in told]


def asked(
    history: Sequence[PriceChange], country: str = "BE", goods: Goods | None = None, at: datetime = NOW, **more: Any
) -> Reduction | NotAllowed:
    now_price = max(history, key=lambda change: change.from_at).amount if history else 100
    return announced_reduction(TABLE, history, now_price, at, country, goods or Goods(), Telling(**more))


def was(found: Reduction | NotAllowed) -> int | None:
    return found.was if isinstance(found, Reduction) else None


def refused(found: Reduction | NotAllowed) -> str:
    assert isinstance(found, NotAllowed), found
    return found.reason


@pytest.mark.rule("EU.prc.30", "BE.prc.30", "NL.prc.30", "DE.prc.30", "FR.prc.30", "FI.prc.30")
@pytest.mark.parametrize("country", COUNTRIES)
def test_a_reduction_is_counted_from_the_lowest_price_of_the_thirty_days_before(country: str) -> None:
    found = asked(changes((200, 10_000), (40, 8_000), (20, 9_500), (5, 6_000)), country)
    assert isinstance(found, Reduction)
    assert (found.was, found.now, found.lowest_30_days, found.percent) == (8_000, 6_000, 8_000, 25)
    assert found.began_at == NOW - timedelta(days=5)
    assert found.saved == 2_000


@pytest.mark.rule("EU.prc.30", "BE.prc.30", "NL.prc.30", "DE.prc.30", "FR.prc.30", "FI.prc.30")
@pytest.mark.parametrize("country", COUNTRIES)
def test_a_price_raised_to_be_lowered_is_no_reduction(country: str) -> None:
    raised = changes((200, 6_000), (10, 10_000), (2, 6_000))
    assert "cost no more than now" in refused(asked(raised, country))


def test_a_rise_is_no_reduction_even_below_an_older_price() -> None:
    assert "last change was a rise" in refused(asked(changes((200, 10_000), (60, 6_000), (2, 7_000))))


def test_a_price_seen_once_or_never_is_no_reduction() -> None:
    assert "no earlier price" in refused(asked([]))
    assert "has not changed since" in refused(asked(changes((300, 5_000))))
    assert "has not changed since" in refused(asked(changes((300, 5_000), (200, 5_000), (1, 5_000))))


def test_a_price_that_is_not_the_last_of_its_history_is_not_compared() -> None:
    history = changes((200, 10_000), (5, 6_000))
    assert "not the last one in its history" in refused(announced_reduction(TABLE, history, 5_900, NOW, "BE"))


def test_a_price_that_begins_later_does_not_count_yet() -> None:
    history = [*changes((200, 10_000)), PriceChange(NOW + timedelta(seconds=1), 6_000, "EUR")]
    assert "has not changed" in refused(announced_reduction(TABLE, history, 10_000, NOW, "BE"))
    assert was(announced_reduction(TABLE, history, 6_000, NOW + timedelta(seconds=1), "BE")) == 10_000


@pytest.mark.parametrize("country", COUNTRIES)
def test_without_thirty_whole_days_of_history_nothing_is_announced(country: str) -> None:
    assert "30 whole days before it fell are needed" in refused(asked(changes((34, 10_000), (5, 6_000)), country))


def test_another_currency_within_the_window_is_not_compared() -> None:
    mixed = [*changes((200, 10_000), currency="FIM"), *changes((20, 9_000), (5, 6_000))]
    assert "another currency" in refused(asked(mixed, "FI"))
    switched = [*changes((200, 10_000), currency="USD"), *changes((5, 6_000))]
    assert "priced in USD" in refused(asked(switched))


def test_less_than_a_per_cent_is_no_reduction_and_the_percentage_never_promises_more() -> None:
    assert "less than one per cent" in refused(asked(changes((200, 10_000), (5, 9_901))))
    found = asked(changes((200, 10_000), (5, 6_701)))
    assert isinstance(found, Reduction)
    assert found.percent == 32  # 32.99 %


def test_a_fall_is_told_for_sixty_days_and_the_shop_may_set_fewer() -> None:
    fallen = changes((300, 10_000), (59, 6_000))
    assert was(asked(fallen)) == 10_000
    assert "too long ago" in refused(asked(changes((300, 10_000), (60, 6_000))))
    assert was(asked(fallen, most_days=60)) == 10_000
    assert "too long ago" in refused(asked(fallen, most_days=59))
    assert "too long ago" in refused(asked(changes((300, 10_000), (0, 6_000)), most_days=0))


class TestTheEdgesOfTheWindow:
    def window(self, fell_at: datetime, country: str, days: int = 30) -> datetime:
        return start_of_day(local_day(fell_at, country) - timedelta(days=days), country)

    @pytest.mark.parametrize(
        ("fell", "first", "country"),
        [
            ("2026-11-20T10:00+01:00", "2026-10-21T00:00+02:00", "BE"),  # summer time ends within
            ("2026-04-10T10:00+02:00", "2026-03-11T00:00+01:00", "BE"),  # summer time begins within
            ("2026-11-20T00:00+02:00", "2026-10-21T00:00+03:00", "FI"),
            ("2026-11-20T00:30+02:00", "2026-10-20T00:00+02:00", "BE"),  # still the 19th in Brussels
            ("2026-03-29T01:59+01:00", "2026-02-27T00:00+01:00", "DE"),  # the day the clock moves
        ],
    )
    def test_it_reaches_back_thirty_whole_days_of_the_country(self, fell: str, first: str, country: str) -> None:
        fell_at, window = datetime.fromisoformat(fell), datetime.fromisoformat(first)
        assert self.window(fell_at, country) == window
        for moved, expected in ((timedelta(0), 9_000), (timedelta(seconds=1), None)):
            history = [
                PriceChange(window - timedelta(days=90), 8_000, "EUR"),
                PriceChange(window + moved, 9_000, "EUR"),
                PriceChange(fell_at, 8_000, "EUR"),
            ]
            found = announced_reduction(TABLE, history, 8_000, fell_at, country)
            assert was(found) == expected, moved

    @given(st.integers(0, 7 * 365 * 86_400), st.sampled_from(["BE", "NL", "FI", "DE", "FR", "GB"]))
    def test_it_is_never_shorter_than_the_law_says(self, second: int, country: str) -> None:
        fell_at = datetime(2023, 2, 1, tzinfo=UTC) + timedelta(seconds=second)
        window = self.window(fell_at, country)
        assert fell_at - window >= timedelta(days=30) - timedelta(hours=1)  # an hour less where the clock sprang ahead
        assert fell_at - window <= timedelta(days=31) + timedelta(hours=1)
        assert local_day(fell_at, country) - local_day(window, country) == timedelta(days=30)

    def test_history_must_reach_the_first_midnight(self) -> None:
        fell_at = datetime(2026, 11, 20, 9, tzinfo=UTC)
        first = self.window(fell_at, "BE")
        for known_since, expected in ((first, 9_000), (first + timedelta(seconds=1), None)):
            history = [PriceChange(known_since, 9_000, "EUR"), PriceChange(fell_at, 8_000, "EUR")]
            assert was(announced_reduction(TABLE, history, 8_000, fell_at, "BE")) == expected


class TestStepByStep:
    STEPS = ((200, 10_000), (20, 8_000), (5, 6_000))

    @pytest.mark.rule("NL.prc.30", "DE.prc.30", "FR.prc.30", "BE.prc.30", "FI.prc.30")
    @pytest.mark.parametrize(
        ("country", "expected"), [("NL", 10_000), ("BE", 10_000), ("DE", 10_000), ("FR", 10_000), ("FI", 10_000)]
    )
    def test_a_growing_reduction_keeps_the_price_before_its_first_step(self, country: str, expected: int) -> None:
        assert was(asked(changes(*self.STEPS), country)) == expected

    @pytest.mark.rule("EU.prc.30")
    @pytest.mark.parametrize("country", ["SE", "GB", ""])
    def test_where_no_row_says_so_each_step_is_counted_from_the_one_before(self, country: str) -> None:
        assert was(asked(changes(*self.STEPS), country)) == 8_000

    def test_a_rise_in_between_breaks_it(self) -> None:
        broken = changes((200, 10_000), (20, 8_000), (12, 9_000), (5, 6_000))
        assert was(asked(broken, "NL")) == 8_000

    @pytest.mark.rule("NL.prc.30", "DE.prc.30", "FR.prc.30", "BE.prc.30")
    @pytest.mark.parametrize("country", ["NL", "DE", "FR", "BE"])
    def test_a_step_that_was_no_longer_told_is_no_step_of_it(self, country: str) -> None:
        assert was(asked(changes((200, 10_000), (64, 8_000), (5, 6_000)), country)) == 10_000
        assert was(asked(changes((200, 10_000), (65, 8_000), (5, 6_000)), country)) == 8_000
        assert was(asked(changes((200, 10_000), (45, 8_000), (5, 6_000)), country, most_days=40)) == 8_000

    def test_a_step_too_small_to_be_told_does_not_begin_it(self) -> None:
        steps = changes((200, 10_000), (20, 9_600), (5, 6_000))
        assert was(asked(steps, least=0.05)) == 9_600
        assert was(asked(steps, least=0.04)) == 10_000
        assert was(asked(changes((200, 10_000), (20, 9_000), (5, 8_900)), least=0.05)) == 10_000

    def test_nothing_from_before_a_closed_month_goes_on_after_it(self) -> None:
        opened = NOW - timedelta(days=10)
        steps = changes((200, 10_000), (30, 8_000), (5, 6_000))
        assert was(asked(steps, silent_until=opened)) == 8_000
        assert was(asked(steps, silent_until=NOW - timedelta(days=40))) == 10_000
        assert "closed month" in refused(asked(changes((200, 10_000), (30, 8_000)), silent_until=opened))

    def test_dutch_steps_keep_the_first_price_for_three_calendar_months(self) -> None:
        first = datetime(2026, 5, 31, 10, tzinfo=UTC)
        between = datetime(2026, 7, 10, 10, tzinfo=UTC)
        step = datetime(2026, 8, 20, 10, tzinfo=UTC)
        history = [
            PriceChange(first - timedelta(days=90), 10_000, "EUR"),
            PriceChange(first, 9_000, "EUR"),
            PriceChange(between, 8_000, "EUR"),
            PriceChange(step, 6_000, "EUR"),
        ]
        last_day = datetime(2026, 8, 30, 21, 59, tzinfo=UTC)  # 23:59 in Amsterdam
        assert was(announced_reduction(TABLE, history, 6_000, last_day, "NL")) == 10_000
        assert was(announced_reduction(TABLE, history, 6_000, last_day + timedelta(minutes=1), "NL")) == 8_000

    @pytest.mark.rule("FI.prc.30")
    def test_a_finnish_campaign_ends_after_sixty_days_however_many_steps_it_takes(self) -> None:
        assert was(asked(changes((300, 10_000), (59, 8_000), (5, 6_000)), "FI")) == 10_000
        assert "too long ago" in refused(asked(changes((300, 10_000), (60, 8_000), (5, 6_000)), "FI"))
        assert was(asked(changes((300, 10_000), (65, 8_000), (5, 6_000)), "FI")) == 8_000  # another campaign

    def test_three_months_after_the_thirtieth_of_november_end_with_february(self) -> None:
        assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
        assert months_after(date(2026, 10, 1), 3) == date(2027, 1, 1)


class TestGoodsNewOnSale:
    HISTORY = ((20, 10_000), (5, 6_000))
    NEW = Goods(on_sale_from=local_day(NOW - timedelta(days=20), "BE"))

    @pytest.mark.rule("FI.prc.30")
    def test_nothing_new_is_called_reduced_in_finland(self) -> None:
        assert "may not be called reduced" in refused(asked(changes(*self.HISTORY), "FI", self.NEW))
        older = changes((300, 10_000), (5, 6_000))
        assert "may not be called reduced" in refused(asked(older, "FI", self.NEW))

    @pytest.mark.rule("BE.prc.30")
    def test_belgium_looks_back_seven_days_and_names_no_thirty(self) -> None:
        found = asked(changes((20, 10_000), (10, 9_000), (5, 6_000)), "BE", self.NEW)
        assert isinstance(found, Reduction)
        assert (found.was, found.lowest_30_days) == (
            10_000,
            None,
        )  # 10,000 fell to 9,000 and then to 6,000: one reduction
        risen = asked(changes((20, 10_000), (14, 7_000), (9, 9_000), (5, 6_000)), "BE", self.NEW)
        assert was(risen) == 7_000
        short = Goods(on_sale_from=local_day(NOW - timedelta(days=10), "BE"))
        assert "7 whole days" in refused(asked(changes((10, 10_000), (5, 6_000)), "BE", short))

    @pytest.mark.rule("NL.prc.30")
    def test_the_netherlands_exempt_them(self) -> None:
        found = asked(changes(*self.HISTORY), "NL", self.NEW)
        assert isinstance(found, Reduction)
        assert (found.was, found.lowest_30_days) == (10_000, None)

    @pytest.mark.parametrize("country", ["DE", "FR", "SE", "GB", ""])
    def test_elsewhere_nothing_is_announced_on_them(self, country: str) -> None:
        assert isinstance(asked(changes(*self.HISTORY), country, self.NEW), NotAllowed)

    def test_a_day_nobody_told_does_not_make_it_new(self) -> None:
        assert "30 whole days" in refused(asked(changes(*self.HISTORY), "NL"))


class TestPerishables:
    HISTORY = ((100, 500), (20, 300), (10, 500), (0.1, 250))

    @pytest.mark.rule("NL.prc.30", "BE.prc.30", "DE.prc.30", "FR.prc.30", "FI.prc.30")
    @pytest.mark.parametrize("country", ["NL", "BE", "DE", "FR", "FI"])
    def test_they_are_compared_with_the_price_directly_before(self, country: str) -> None:
        found = asked(changes(*self.HISTORY), country, Goods(perishable=True))
        assert isinstance(found, Reduction)
        assert (found.was, found.lowest_30_days, found.percent) == (500, None, 50)

    @pytest.mark.rule("EU.prc.30")
    @pytest.mark.parametrize("country", ["SE", "GB", ""])
    def test_where_no_row_exempts_them_they_are_goods_like_any(self, country: str) -> None:
        assert was(asked(changes(*self.HISTORY), country, Goods(perishable=True))) == 300


@pytest.mark.rule("BE.prc.30")
def test_each_channel_has_its_own_history() -> None:
    webshop, till = changes((200, 10_000), (5, 6_000)), changes((200, 10_000), (20, 6_000), (10, 8_000), (5, 6_000))
    assert (was(asked(webshop)), was(asked(till))) == (10_000, None)


def test_the_law_of_the_day_decides_and_before_it_our_own_rule() -> None:
    fell = datetime(2022, 12, 20, 10, tzinfo=UTC)
    history = [
        PriceChange(fell - timedelta(days=90), 10_000, "EUR"),
        PriceChange(fell - timedelta(days=10), 8_000, "EUR"),
        PriceChange(fell, 6_000, "EUR"),
    ]
    before = announced_reduction(TABLE, history, 6_000, datetime(2022, 12, 31, 22, tzinfo=UTC), "NL")
    after = announced_reduction(TABLE, history, 6_000, datetime(2022, 12, 31, 23, tzinfo=UTC), "NL")
    assert (was(before), was(after)) == (8_000, 10_000)  # the Dutch decree holds from 1 January 2023, Amsterdam time
    assert isinstance(before, Reduction)
    assert before.rule == "EU.prc.30"


prices = st.integers(1, 100_000)
steps = st.lists(st.tuples(st.floats(0, 400, allow_nan=False), prices), min_size=1, max_size=12)
fallen = st.builds(
    lambda first, between, last: [first, *between, last],
    st.tuples(st.floats(200, 400), st.integers(50_000, 100_000)),
    st.lists(st.tuples(st.floats(0, 90), st.integers(20_000, 100_000)), max_size=6),
    st.tuples(st.floats(0, 59), st.integers(1, 40_000)),
)
goods = st.builds(
    Goods, st.booleans(), st.none() | st.integers(0, 400).map(lambda days: (NOW - timedelta(days=days)).date())
)


@given(fallen | steps, st.sampled_from(COUNTRIES), goods)
def test_no_former_price_is_above_the_lowest_that_was_asked_in_its_window(
    told: list[tuple[float, int]], country: str, sold: Goods
) -> None:
    history = changes(*told)
    found = asked(history, country, sold)
    if isinstance(found, NotAllowed):
        return
    charged = [
        PriceChange(one.from_at, one.amount, one.currency) for one in sorted(history, key=lambda one: one.from_at)
    ]
    assert found.was in {one.amount for one in charged if one.from_at < found.began_at}
    assert found.now < found.was
    assert found.was * found.percent <= found.saved * 100 < found.was * (found.percent + 1)
    if found.lowest_30_days is not None:
        window = start_of_day(local_day(found.began_at, country) - timedelta(days=30), country)
        ends = [*[one.from_at for one in charged[1:]], NOW]
        asked_then = [
            one.amount
            for one, end in zip(charged, ends, strict=True)
            if one.from_at < found.began_at and end > max(window, one.from_at)
        ]
        assert found.was <= min(asked_then)
        assert found.was == found.lowest_30_days
        assert charged[0].from_at <= window


@given(fallen | steps, st.sampled_from(COUNTRIES), goods)
def test_the_kept_part_of_a_history_answers_as_the_whole_does(
    told: list[tuple[float, int]], country: str, sold: Goods
) -> None:
    history = list({one.from_at: one for one in sorted(changes(*told), key=lambda one: one.from_at)}.values())
    whole, part = asked(history, country, sold), asked(needed(history), country, sold)
    assert was(part) == was(whole)
    assert isinstance(part, NotAllowed) or part == whole


def test_only_what_may_matter_of_a_history_is_kept() -> None:
    history = changes((900, 7_000), (800, 9_000), (100, 10_000), (50, 9_500), (20, 8_000), (5, 6_000))
    assert [one.amount for one in needed(history)] == [10_000, 9_500, 8_000, 6_000]
    assert needed([]) == ()


@given(fallen | steps, goods)
def test_an_unknown_country_is_never_told_more_than_any_known_one(told: list[tuple[float, int]], sold: Goods) -> None:
    history = changes(*told)
    strict = asked(history, "", sold)
    if isinstance(strict, Reduction):
        for country in ("BE", "NL", "FI", "DE", "FR"):
            known = asked(history, country, sold)
            assert isinstance(known, Reduction), (country, known)
            assert known.was >= strict.was


@given(steps, st.sampled_from(COUNTRIES))
def test_a_refusal_is_one_plain_line(told: list[tuple[float, int]], country: str) -> None:
    found = asked(changes(*told), country)
    if isinstance(found, NotAllowed):
        assert found.reason
        assert "\n" not in found.reason
        assert not found.reason.endswith(".")


def test_a_reduction_cannot_be_made_up() -> None:
    with pytest.raises(ValueError, match="from a higher price to a lower one"):
        Reduction(5_000, 6_000, "EUR", 5_000, 0, NOW, "EU.prc.30")


def test_the_day_of_a_zone_without_midnight_is_still_found() -> None:
    assert start_of_day(date(2026, 3, 29), "BE") == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert start_of_day(date(2026, 3, 29), "BE").astimezone(ZoneInfo("Europe/Brussels")).hour == 0
