"""How values are shown."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from worthmore.backoffice.templatetags import office
from worthmore.backoffice.views.products import shown
from worthmore.backoffice.views.today import acceptance
from worthmore.offering.answer import RefusalOut
from worthmore.vocabulary.evidence import Basis, Evidence

LATE = datetime(2026, 3, 9, 22, 5, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("nl", "9 mrt 2026 23:05"), ("en", "9 Mar 2026 23:05"), ("fi", "9.3.2026 23.05"), ("en-us", "9 Mar 2026 23:05")],
)
def test_a_moment_is_of_the_shops_zone_and_has_no_seconds(language: str, expected: str) -> None:
    with translation.override(language):
        assert office.moment(LATE, "Europe/Brussels") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0%"), (0.012, "1.2%"), (0.0994, "9.9%"), (0.0996, "10%"), (0.25, "25%"), (1.4, "140%"), (-0.05, "-5.0%")],
)
def test_a_small_share_has_a_digit_more(value: float, expected: str) -> None:
    with translation.override("en"):
        assert office.share(value) == expected


def test_finns_put_a_space_before_the_sign() -> None:
    with translation.override("fi"):
        assert (office.share(0.25), office.share(0.012)) == ("25\xa0%", "1,2\xa0%")


@pytest.mark.parametrize(
    ("minor", "expected"), [(112_592, "€1,130"), (99_999, "€1,000"), (4_321, "€43.20"), (97, "€0.97"), (0, "€0")]
)
def test_an_estimate_has_three_digits(minor: int, expected: str) -> None:
    with translation.override("en"):
        assert office.about(minor, "EUR") == expected


def test_a_lift_is_shown_with_its_limits() -> None:
    with translation.override("nl"):
        assert office.lift(Evidence(Basis.BASKETS, 20, 22, 3.04, 2.5, 3.96)) == "3,0 (2,5–4,0)"
        assert office.lift(Evidence(Basis.HAND)) == "–"


def test_refusals_are_counted_by_guard() -> None:
    refused = [RefusalOut("p", "upgrade", guard, "") for guard in ("stock", "premium", "stock", "new_one")]
    with translation.override("en"):
        assert office.tally(refused) == [("out of stock", 2), ("premium too high", 1), ("new_one", 1)]


@given(st.floats() | st.text(max_size=20), st.sampled_from(["", "kg"]))
def test_every_value_of_a_catalogue_can_be_shown(value: float | str, unit: str) -> None:
    assert isinstance(shown(value, unit), str)


@pytest.mark.parametrize(
    ("accepted", "shown", "expected"),
    [(12, 100, ("12%", "7.0%", "20%")), (0, 100, ("0%", "0%", "3.7%")), (100, 100, ("100%", "96%", "100%"))],
)
def test_a_share_of_acceptance_has_wilsons_interval(accepted: int, shown: int, expected: tuple[str, str, str]) -> None:
    with translation.override("en"):
        found = acceptance(accepted, shown)
    assert found is not None
    assert (found.share, found.low, found.high) == expected


def test_fewer_than_a_hundred_have_no_share() -> None:
    assert acceptance(99, 99) is None
