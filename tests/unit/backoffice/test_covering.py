from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.backoffice.covering import cover_email, cover_phone


@pytest.mark.parametrize(
    ("address", "covered"),
    [
        ("ann@example.org", "a•••@example.org"),
        ("", ""),
        ("no address", "•••"),
        ("@x.be", "•••@x.be"),
        ("a@b@c", "a•••@c"),
    ],
)
def test_of_an_address_the_first_letter_and_the_domain_are_left(address: str, covered: str) -> None:
    assert cover_email(address) == covered


@pytest.mark.parametrize(
    ("number", "covered"), [("+32 478 12 34 67", "••• 67"), ("", ""), ("112", "•••"), ("0478-123.467 ", "••• 67")]
)
def test_of_a_number_the_last_two_digits_are_left(number: str, covered: str) -> None:
    assert cover_phone(number) == covered


@given(st.text(min_size=5, max_size=40), st.text(min_size=1, max_size=20).filter(lambda text: "@" not in text))
def test_no_more_than_a_letter_of_the_name_is_ever_shown(name: str, domain: str) -> None:
    shown = cover_email(f"{name}@{domain}")
    assert shown == f"{name[0]}•••@{domain}"


@given(st.text(alphabet="0123456789 +-()", max_size=30))
def test_no_more_than_two_digits_are_ever_shown(number: str) -> None:
    assert sum(sign.isdigit() for sign in cover_phone(number)) <= 2
