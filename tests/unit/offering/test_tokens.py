from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthmore.offering import tokens
from worthmore.offering.tokens import OfferToken, TokenError, read, sign

SECRET = "a secret for these tests"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
TOKEN = OfferToken("d" * 32, 2, "demo", "cart", "complement", "lock", "bike", "ann", 5995, 5995, "EUR", NOON)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
amounts = st.integers(-(2**53), 2**53)
payloads = st.builds(
    OfferToken,
    decision=words,
    position=st.integers(0, 50),
    source=words,
    placement=words,
    kind=words,
    product=words,
    anchor=st.none() | words,
    person_key=words,
    extra=amounts,
    price=amounts,
    currency=words,
    at=st.integers(0, 7 * 10**15).map(lambda microseconds: EPOCH + timedelta(microseconds=microseconds)),
)


@settings(max_examples=100)
@given(payloads)
def test_what_was_signed_is_read_back(payload: OfferToken) -> None:
    assert read(sign(payload, SECRET), SECRET) == payload


@settings(max_examples=20)
@given(payloads, st.data())
def test_any_bit_flipped_is_refused(payload: OfferToken, data: st.DataObject) -> None:
    token = sign(payload, SECRET).encode()
    place, bit = data.draw(st.integers(0, len(token) - 1)), data.draw(st.integers(0, 7))
    changed = token[:place] + bytes([token[place] ^ (1 << bit)]) + token[place + 1 :]
    with pytest.raises(TokenError):
        read(changed.decode("latin-1"), SECRET)


def test_every_single_bit_of_one_token_counts() -> None:
    token = sign(TOKEN, SECRET).encode()
    for place in range(len(token)):
        for bit in range(8):
            changed = token[:place] + bytes([token[place] ^ (1 << bit)]) + token[place + 1 :]
            with pytest.raises(TokenError):
                read(changed.decode("latin-1"), SECRET)


@settings(max_examples=100)
@given(st.text(max_size=300))
def test_no_text_is_taken_for_a_token(text: str) -> None:
    with pytest.raises(TokenError):
        read(text, SECRET)


@given(cut=st.integers(1, 150))
@settings(max_examples=30)
def test_a_token_cut_short_or_made_longer_is_refused(cut: int) -> None:
    token = sign(TOKEN, SECRET)
    for changed in (token[:-cut], token[cut:], token + "A" * cut, "A" * cut + token):
        with pytest.raises(TokenError):
            read(changed, SECRET)


def test_another_installation_cannot_read_it() -> None:
    with pytest.raises(TokenError, match="another installation"):
        read(sign(TOKEN, "another secret"), SECRET)


def test_a_token_of_the_future_is_refused_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "VERSION", b"\x02")
    newer = sign(TOKEN, SECRET)
    monkeypatch.undo()
    with pytest.raises(TokenError, match="version"):
        read(newer, SECRET)


def test_the_key_serves_this_purpose_only() -> None:
    import hmac

    body = base64.urlsafe_b64decode(sign(TOKEN, SECRET) + "==")[tokens.MAC_BYTES :]
    plain = hmac.digest(SECRET.encode(), body, "sha256")[: tokens.MAC_BYTES]
    with pytest.raises(TokenError):
        read(base64.urlsafe_b64encode(plain + body).rstrip(b"=").decode(), SECRET)


def test_a_token_fits_in_an_address_and_is_short() -> None:
    token = sign(TOKEN, SECRET)
    assert len(token) < 220
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_a_signed_token_with_other_content_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Odd:
        def encode(self, payload: object) -> bytes:
            return b"\x93\x01\x02\x03"

    monkeypatch.setattr(tokens, "_encoder", Odd())
    with pytest.raises(TokenError, match="cannot be read"):
        read(sign(TOKEN, SECRET), SECRET)


def test_an_offers_name_is_its_decision_and_place() -> None:
    assert TOKEN.offer == "d" * 32 + ".2"
