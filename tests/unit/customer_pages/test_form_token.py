from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from worthmore.customer_pages import form_token


@given(link=st.text(max_size=60), other=st.text(max_size=60))
def test_a_form_fits_its_own_link_and_no_other(link: str, other: str) -> None:
    made = form_token.made_for(link)
    assert form_token.fits(made, link)
    assert form_token.fits(made, other) is (link == other)


@given(given_=st.text(max_size=80))
def test_what_was_not_made_here_does_not_fit(given_: str) -> None:
    assert not form_token.fits(given_, "a link")


def test_another_secret_makes_another_form(settings: object) -> None:
    before = form_token.made_for("a link")
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert not form_token.fits(before, "a link")


def test_it_tells_nothing_of_the_link() -> None:
    assert "secret-link" not in form_token.made_for("secret-link")
