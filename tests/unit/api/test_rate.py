from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthmore.api.rate import DEFAULT_PER_SECOND, RateLimit, read_limit


class Clock:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_a_burst_of_two_seconds_passes_and_then_the_wait_is_told() -> None:
    clock = Clock()
    limit = RateLimit(10, clock)
    assert [limit.wait("a") for _ in range(20)] == [0.0] * 20
    assert limit.wait("a") == pytest.approx(0.1)
    clock.seconds += 0.1
    assert limit.wait("a") == 0.0
    assert limit.wait("a") > 0


def test_each_key_has_a_bucket_of_its_own() -> None:
    limit = RateLimit(1, Clock())
    assert limit.wait("a") == limit.wait("a") == limit.wait("b") == 0.0
    assert limit.wait("a") > 0
    assert limit.wait("b") == 0.0


def test_zero_means_no_limit() -> None:
    limit = RateLimit(0, Clock())
    assert all(limit.wait("a") == 0.0 for _ in range(1000))


def test_a_clock_that_goes_back_gives_nothing_away() -> None:
    clock = Clock()
    limit = RateLimit(1, clock)
    assert limit.wait("a") == limit.wait("a") == 0.0
    clock.seconds -= 50
    assert limit.wait("a") > 0


@settings(max_examples=50)
@given(st.lists(st.floats(0, 5), max_size=60), st.floats(0.5, 20))
def test_never_more_than_the_burst_and_the_rate_pass(pauses: list[float], per_second: float) -> None:
    clock = Clock()
    limit = RateLimit(per_second, clock)
    passed = 0
    for pause in pauses:
        clock.seconds += pause
        passed += limit.wait("a") == 0.0
    assert passed <= limit.burst + per_second * (clock.seconds - 100.0) + 1e-6


def test_threads_together_pass_no_more_than_the_burst() -> None:
    limit, passed = RateLimit(100, Clock()), []

    def ask() -> None:
        passed.extend(limit.wait("a") == 0.0 for _ in range(100))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(passed) == 200


@pytest.mark.parametrize(
    ("text", "expected"), [(None, DEFAULT_PER_SECOND), (" ", DEFAULT_PER_SECOND), ("0", 0.0), ("12.5", 12.5)]
)
def test_the_setting_is_read(text: str | None, expected: float) -> None:
    assert read_limit(text) == expected


@pytest.mark.parametrize("text", ["many", "-1", "nan", "inf"])
def test_a_setting_that_is_no_rate_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"WORTHMORE_RATE_LIMIT .* such as 200"):
        read_limit(text)
