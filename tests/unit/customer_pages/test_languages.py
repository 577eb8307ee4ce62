from __future__ import annotations

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from worthmore.customer_pages.languages import CODES, language_of, spoken


@pytest.mark.parametrize(
    ("chosen", "known", "browser", "read"),
    [
        ("", ("nl-BE",), "fr", "nl"),
        ("fr", ("nl",), "fi", "fr"),
        ("xx", ("sv", "fi"), "de", "fi"),
        ("", (), "sv,de-AT;q=0.8,en;q=0.5", "de"),
        ("", ("FR_be",), "", "fr"),
        ("", ("sv",), "ja", "en"),
    ],
)
def test_the_choice_comes_before_the_customers_own_and_that_before_the_browsers(
    chosen: str, known: tuple[str, ...], browser: str, read: str
) -> None:
    request = RequestFactory().get("/", {"language": chosen}, headers={"Accept-Language": browser})
    assert language_of(request, *known) == read


@given(st.lists(st.text(max_size=12)), st.text(max_size=200))
def test_no_code_breaks(codes: list[str], browser: str) -> None:
    assert spoken(codes) in {"", *CODES}
    request = RequestFactory().get("/", {"language": browser})
    request.META["HTTP_ACCEPT_LANGUAGE"] = browser
    assert language_of(request, *codes) in CODES
