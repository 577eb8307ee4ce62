"""The headers of RFC 8058 for one message."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.customer_pages.addresses import confirm_address, page_address
from worthmore.customer_pages.unsubscribe_headers import SIGNED, AddressError, unsubscribe_headers

TOKEN = "6SRnxECO7jAKfa9oQk1L7flmWHUgi2WXuGc4cQ"


@pytest.fixture(autouse=True)
def _address(settings: Any) -> None:
    settings.BASE_URL = "https://shop.example"


def test_both_headers_are_as_the_standard_writes_them() -> None:
    assert unsubscribe_headers(TOKEN) == {
        "List-Unsubscribe": f"<https://shop.example/u/{TOKEN}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_a_mailbox_comes_after_the_address_and_never_alone() -> None:
    value = unsubscribe_headers(TOKEN, "stop+shop@shop.example")["List-Unsubscribe"]
    assert value == f"<https://shop.example/u/{TOKEN}>, <mailto:stop+shop@shop.example?subject=unsubscribe>"


def test_the_signature_must_cover_both() -> None:
    assert set(SIGNED) == set(unsubscribe_headers(TOKEN))


def test_they_pass_through_a_real_message_unharmed() -> None:
    message = EmailMessage(policy=SMTP)
    for name, value in unsubscribe_headers(TOKEN, "stop@shop.example").items():
        message[name] = value
    kept = message.as_bytes().replace(b"\r\n ", b" ")
    assert f"List-Unsubscribe: <https://shop.example/u/{TOKEN}>, <mailto:".encode() in kept
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in kept


@pytest.mark.parametrize("address", ["http://shop.example", "http://127.0.0.1:8000", "", "shop.example", "https://"])
def test_without_https_there_is_no_message(settings: Any, address: str) -> None:
    settings.BASE_URL = address
    with pytest.raises(AddressError, match="WORTHMORE_URL"):
        unsubscribe_headers(TOKEN)


@pytest.mark.parametrize(
    "address", ["https://shop.example>\r\nBcc: x", "https://shop.example, https://x", "https://a b"]
)
def test_an_address_that_would_break_the_header_is_refused(settings: Any, address: str) -> None:
    settings.BASE_URL = address
    with pytest.raises(AddressError):
        unsubscribe_headers(TOKEN)


@given(mailbox=st.text(min_size=1, max_size=60))
def test_no_mailbox_can_add_a_header_or_an_address(mailbox: str) -> None:
    try:
        value = unsubscribe_headers(TOKEN, mailbox)["List-Unsubscribe"]
    except AddressError:
        return
    assert value.count("<") == value.count(">") == 2
    assert value.isascii()
    assert not set(value) & set("\r\n\x00")


@given(token=st.text(max_size=60))
def test_only_what_looks_like_a_token_becomes_an_address(token: str) -> None:
    try:
        addresses = (page_address(token), confirm_address(token))
    except ValueError:
        return
    assert addresses == (f"https://shop.example/my/{token}/", f"https://shop.example/confirm/{token}/")
    assert token.isascii()
