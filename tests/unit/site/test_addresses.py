from __future__ import annotations

import pytest

from worthmore.site.addresses import host_of, listed


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://office.example", "office.example"),
        ("http://127.0.0.1:8000", "127.0.0.1"),
        ("http://[::1]:8000/", "[::1]"),
    ],
)
def test_a_host_is_named_as_django_compares_it(address: str, host: str) -> None:
    assert host_of(address) == host


def test_everything_named_is_listed_once() -> None:
    assert listed("a", "b, a,,c ") == ["a", "b", "c"]
