"""What people prefer, and when they may be asked again."""

from __future__ import annotations

import pytest

from tests.integration.consent.conftest import AT, DAY, People, object_to
from worthmore.consent import operations, queries
from worthmore.consent.values import ConsentError, Frequency


def test_preferences_of_merged_people_are_the_strictest_of_both(people: People, jan: str) -> None:
    piet = people.add("piet", email="piet@example.be")
    operations.set_preferences(
        jan, AT, muted=["sport"], frequency="monthly", paused_until=AT + DAY, skipped={"mothers_day": 2026, "easter": 0}
    )
    operations.set_preferences(
        piet,
        AT,
        muted=["music"],
        frequency="yearly",
        paused_until=AT + 9 * DAY,
        skipped={"mothers_day": 2027, "easter": 2027},
    )
    people.add("piet", email="jan@example.be")
    both = queries.preferences(piet)
    assert (both.muted, both.frequency, both.paused_until) == ({"sport", "music"}, Frequency.YEARLY, AT + 9 * DAY)
    assert both.skipped == {"mothers_day": 2027, "easter": 0}
    assert queries.preferences_many([jan, piet, "nobody"]) == {
        jan: both,
        piet: both,
        "nobody": queries.preferences("nobody"),
    }
    assert operations.set_preferences(jan, AT, paused_until=None).paused_until is None
    assert queries.preferences(jan).muted == {"sport", "music"}


def test_an_occasion_is_skipped_up_to_its_year_or_for_ever(jan: str) -> None:
    chosen = operations.set_preferences(jan, AT, skipped={"mothers_day": 2026, "easter": 0})
    assert chosen.skips("mothers_day", 2026)
    assert not chosen.skips("mothers_day", 2027)
    assert chosen.skips("easter", 2099)
    assert not chosen.skips("christmas", 2026)


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"muted": "sport"},
        {"muted": [""]},
        {"frequency": "hourly"},
        {"paused_until": "tomorrow"},
        {"skipped": {"easter": "2026"}},
        {"skipped": {"easter": 3}},
        {"skipped": ["easter"]},
    ],
)
def test_a_preference_that_cannot_be_is_refused(jan: str, change: dict[str, object]) -> None:
    with pytest.raises(ConsentError):
        operations.set_preferences(jan, AT, **change)


def test_nobody_is_asked_again_within_a_year_of_a_no(jan: str) -> None:
    assert queries.may_ask(jan, AT)
    object_to(jan, 0)
    assert not queries.may_ask(jan, AT + 364 * DAY)
    assert queries.may_ask(jan, AT + 366 * DAY)
    operations.set_preferences(jan, AT, asked_at=AT + 366 * DAY)
    assert not queries.may_ask(jan, AT + 400 * DAY)
