"""One spelling for each address, and hashes that say nothing without the secret."""

from __future__ import annotations

import hmac

import pytest
from django.conf import settings as django_settings
from hypothesis import given
from hypothesis import strategies as st

from worthmore.consent.addresses import hashing
from worthmore.consent.addresses.country import country_code
from worthmore.consent.addresses.email import spelled_email
from worthmore.consent.addresses.phone import PLAIN, _parsed, _usual, spelled_phone
from worthmore.consent.addresses.post import spelled_post
from worthmore.consent.values import AddressKind


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("Jan@Example.BE", "jan@example.be"),
        ("  jan@example.be\n", "jan@example.be"),
        ("jan+shop@example.be", "jan+shop@example.be"),
        ("jan@bücher.example", "jan@xn--bcher-kva.example"),
        ("jan@XN--BCHER-KVA.example", "jan@xn--bcher-kva.example"),
        ("ｊａｎ@example.be", "jan@example.be"),
        ("jan@example.be.", "jan@example.be"),
        ('"a b"@example.be', ""),
        ("a@b@example.be", "a@b@example.be"),
        ("jan", ""),
        ("@example.be", ""),
        ("jan@", ""),
        ("jan@-example.be", ""),
        ("jan@.be", ""),
        ("jan@" + "x" * 300, ""),
        ("", ""),
    ],
)
def test_an_email_address_has_one_spelling(written: str, spelled: str) -> None:
    assert spelled_email(written) == spelled


@given(st.text(max_size=60))
def test_spelling_an_email_address_again_changes_nothing(text: str) -> None:
    spelled = spelled_email(text)
    assert spelled_email(spelled) == spelled


@given(st.emails())
def test_case_and_spaces_make_no_other_address(address: str) -> None:
    assert spelled_email(f" {address.upper()} ") == spelled_email(address.lower())


@pytest.mark.parametrize(
    ("written", "country", "spelled"),
    [
        ("0470 12 34 56", "BE", "+32470123456"),
        ("+32 (0)470/12.34.56", "", "+32470123456"),
        ("0032470123456", "", "+32470123456"),
        ("06-12345678", "NL", "+31612345678"),
        ("040 123 4567", "FI", "+358401234567"),
        ("02 513 89 40", "BE", "+3225138940"),
        ("0470 12 34 56", "", ""),
        ("12", "BE", ""),
        ("call me", "BE", ""),
        ("", "BE", ""),
        ("9" * 90, "BE", ""),
    ],
)
def test_a_telephone_number_has_one_spelling(written: str, country: str, spelled: str) -> None:
    assert spelled_phone(written, country) == spelled


@given(st.text(max_size=40), st.sampled_from(["BE", "NL", "FI", "", "XX"]))
def test_no_text_brings_the_spelling_of_numbers_down(text: str, country: str) -> None:
    assert spelled_phone(text, country) == "" or spelled_phone(text, country).startswith("+")


@given(
    st.sampled_from(sorted(PLAIN)),
    st.sampled_from(["0", "+"]),
    st.text("123456789", min_size=1, max_size=1),
    st.text("0123456789 .-/", min_size=5, max_size=16),
)
def test_the_quick_way_spells_as_the_parser_does(country: str, start: str, first: str, rest: str) -> None:
    text = start + (PLAIN[country][0] if start == "+" else "") + first + rest
    quick = _usual(text, country)
    assert quick in ("", _parsed(text.strip(), country))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Jan Janssens", "", "9000", "BE"), ("JANSSENS, Jan", "", " 9000 ", "be")),
        (("André Müller", "", "1012 AB", "NL"), ("Muller Andre", "", "1012ab", "NL")),
        (("", "Groß Straße 5", "10115", "DE"), ("", "gross  strasse 5", "10115", "DE")),
    ],
)
def test_the_same_door_has_one_spelling(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert spelled_post(*one) == spelled_post(*other) != ""


@pytest.mark.parametrize("address", [("Jan", "", "", "BE"), ("", "", "9000", "BE"), ("...", "--", "9000", "BE")])
def test_what_is_no_door_has_none(address: tuple[str, ...]) -> None:
    assert spelled_post(*address) == ""


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Belgium", "BE"), ("België", "BE"), ("Belgique", "BE"), ("be", "BE"), (" BEL ", "BE"), ("Suomi", "FI"),
        ("Finland", "FI"), ("UK", "GB"), ("United Kingdom", "GB"), ("Nederland", "NL"), ("The Netherlands", "NL"),
        ("Atlantis", ""), ("EU", ""), ("", ""), ("x" * 1000, ""),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_names(written: str, code: str) -> None:
    assert country_code(written) == code


def test_a_hash_is_hmac_sha256_with_a_key_of_its_own() -> None:
    secret = django_settings.SECRET_KEY.encode()
    key = hmac.digest(secret, hashing.PURPOSE, "sha256")
    assert hashing.digest("email", "jan@example.be") == hmac.new(key, b"email\0jan@example.be", "sha256").hexdigest()
    assert hashing.digest("email", "jan@example.be") != hmac.new(secret, b"email\0jan@example.be", "sha256").hexdigest()


def test_a_hash_differs_by_kind_and_secret_and_of_nothing_there_is_none(settings: object) -> None:
    one = hashing.digest("email", "x")
    assert one != hashing.digest("phone", "x")
    assert hashing.digest("email", "") == hashing.email_digest("nobody") == hashing.phone_digest("call me", "BE") == ""
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert one != hashing.digest("email", "x")


def test_the_same_id_of_two_sources_is_two_customers() -> None:
    assert hashing.customer_digest("a", "b/1") != hashing.customer_digest("a/b", "1")
    assert hashing.digest_of(AddressKind.CUSTOMER, "shop/7") == hashing.customer_digest("shop", "7")
