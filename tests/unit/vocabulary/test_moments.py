"""Seconds that read as moments."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from worthmore.vocabulary.moments import Moments, in_seconds

SECONDS = st.dictionaries(st.text(max_size=3), st.integers(-(2**31), 2**33), max_size=5)


@given(SECONDS, st.integers(-(2**31), 2**33))
def test_they_read_as_a_mapping_of_moments(seconds: dict[str, int], since: int) -> None:
    moments, first = Moments(seconds), datetime.fromtimestamp(since, UTC)
    plain = {key: datetime.fromtimestamp(one, UTC) for key, one in seconds.items()}
    assert dict(moments) == plain
    assert in_seconds(moments) == in_seconds(plain)
    assert moments.since(first) == {key: at for key, at in plain.items() if at >= first}


def test_what_is_not_there_is_none() -> None:
    moments = Moments({"lock": 0})
    assert "helmet" not in moments
    assert moments.get("helmet") is None
    assert moments.get("lock") == datetime(1970, 1, 1, tzinfo=UTC) + timedelta()
