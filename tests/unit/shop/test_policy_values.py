from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.shop.policy_values import NAMES, PolicyError, accepted
from worthmore.vocabulary.policy import Policy


@pytest.mark.parametrize("name", NAMES)
def test_every_default_is_accepted_as_it_is(name: str) -> None:
    assert accepted(name, getattr(Policy(), name)) == getattr(Policy(), name)


def test_an_unknown_setting_is_refused_with_the_known_ones() -> None:
    with pytest.raises(PolicyError, match=r"no setting 'premium'; the settings are currency, .*premium_cap"):
        accepted("premium", 0.2)


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("premium_cap", "0.3", 0.3),
        ("premium_cap", 1, 1.0),
        ("minimum_customers", "5", 5),
        ("minimum_customers", 5.0, 5),
        ("free_delivery_from", "", None),
        ("free_delivery_from", None, None),
        ("free_delivery_from", 5000, 5000),
        ("premium_caps", '{"upgrade": 0.2}', {"upgrade": 0.2}),
        ("premium_caps", {"Bicycles/City bikes": 1}, {"Bicycles/City bikes": 1.0}),
        ("language", " fi ", "fi"),
        ("time_zone", "Europe/Helsinki", "Europe/Helsinki"),
        ("owners_need_two_factor", True, True),
        ("owners_need_two_factor", " Yes", True),
        ("owners_need_two_factor", 0, False),
        ("owners_need_two_factor", "off", False),
    ],
)
def test_a_good_value_is_kept_in_its_own_type(name: str, value: object, kept: object) -> None:
    found = accepted(name, value)
    assert found == kept
    assert type(found) is type(kept)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("premium_cap", 11, "premium_cap is 11.0; it must lie between 0 and 10"),
        ("premium_cap", "much", "premium_cap is 'much'; it must be a number"),
        ("premium_cap", True, "must be a number"),
        ("premium_cap", float("nan"), "must lie between"),
        ("control_share", -0.1, "control_share is -0.1"),
        ("minimum_customers", 2.5, "must be a whole number"),
        ("minimum_customers", 10**30, "must be a whole number"),
        ("minimum_customers", None, "must be a number"),
        ("refused_days", -1, "cannot be below zero"),
        ("free_delivery_from", -1, "cannot be below zero"),
        ("owners_need_two_factor", "perhaps", "it must be true or false"),
        ("owners_need_two_factor", None, "it must be true or false"),
        ("language", "sv", "is not one of nl, en, fi, fr, de"),
        ("language", 3, "must be a text"),
        ("currency", "eur", "three-letter code in capitals"),
        ("currency", "€€€", "three-letter code in capitals"),
        ("time_zone", "Brussels", "Europe/Brussels"),
        ("premium_caps", [], "must map"),
        ("premium_caps", "{", "must map"),
        ("premium_caps", {"upgrade": "x"}, r"premium_caps\['upgrade'\] is 'x'"),
        ("premium_caps", {"upgrade": 99}, "must lie between"),
    ],
)
def test_a_bad_value_is_refused_naming_the_field_and_what_is_allowed(name: str, value: object, message: str) -> None:
    with pytest.raises(PolicyError, match=message):
        accepted(name, value)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(st.sampled_from(NAMES), ANYTHING)
def test_any_value_is_accepted_once_and_for_all_or_refused(name: str, value: object) -> None:
    try:
        kept = accepted(name, value)
    except PolicyError:
        kept = getattr(Policy(), name)
    assert accepted(name, kept) == kept
    Policy(**{name: kept})
