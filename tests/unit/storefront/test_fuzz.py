"""Whatever is sent to the shop's forms and addresses: never a server error, and the next page still works."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

anything = st.text(max_size=40)
product = st.sampled_from(["lock", "bike", "better", "racer", "gone", "old", "a/b c", "", "\x00"]) | anything
quantity = st.sampled_from(["1", "2", "99", "100", "0", "-1", "1e5", " 3 "]) | anything
token = st.sampled_from(["", "token", "t" * 4096, "t" * 4097]) | anything
fields = {
    "/shop/cart/add/": {
        "product": product,
        "quantity": quantity,
        "offer": token,
        "replaces": product,
        "back_to": anything,
    },
    "/shop/cart/change/": {
        "line": product.map(lambda text: text + "~") | anything,
        "quantity": quantity,
        "remove": anything,
    },
    "/shop/checkout/": {"name": anything, "email": anything, "customer": anything},
    "/shop/withdraw/": {
        "order": st.sampled_from(["W260101-00000000", "w"]) | anything,
        "name": anything,
        "email": anything,
    },
    "/shop/steps/bike/answer/": {
        "answer": st.sampled_from(["yes", "no", "back", "design"]) | anything,
        "token": token,
        "text": anything,
        "logo": anything,
    },
    "/shop/visitor/": {"customer": anything, "next": anything},
    "/shop/personal/": {"personal": anything, "next": anything},
}
posts = st.sampled_from(sorted(fields)).flatmap(
    lambda address: st.tuples(st.just(address), st.fixed_dictionaries({}, optional=fields[address]))
)
relaxed = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@relaxed
@given(sent=st.lists(posts, min_size=1, max_size=6))
def test_no_form_can_be_filled_in_so_that_it_breaks(visitor: Client, sent: list[tuple[str, dict[str, str]]]) -> None:
    for address, data in sent:
        assert visitor.post(address, data).status_code in {302, 404, 422}, (address, data)
    for page in ("/shop/", "/shop/cart/"):
        assert visitor.get(page).status_code == 200


@relaxed
@given(path=st.text(st.characters(exclude_categories=["Cs"]), max_size=30), query=st.dictionaries(anything, anything))
def test_no_address_breaks(visitor: Client, path: str, query: dict[str, str]) -> None:
    for start in ("/shop/", "/shop/product/", "/shop/category/", "/shop/picture/", "/shop/compare/", "/shop/steps/"):
        response = visitor.get(f"{start}{path.lstrip('/')}", query)
        assert response.status_code in {200, 301, 302, 404}


KEPT = ["cart", "customer", "impersonal", "order", "withdrawal", "funnel", "artwork"]
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | anything,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["product", "quantity", "offer", "id", "lines", "price", "delivery", "text", "logo", "chosen", "step"]
            ),
            inner,
        )
    ),
    max_leaves=12,
)


@relaxed
@given(kept=st.dictionaries(st.sampled_from(KEPT), plain))
def test_no_kept_session_breaks_a_page(visitor: Client, kept: dict[str, Any]) -> None:
    session = visitor.session
    session.update(kept)
    session.save()
    for page in ("/shop/", "/shop/cart/", "/shop/checkout/", "/shop/thanks/", "/shop/withdraw/", "/shop/steps/bike/"):
        assert visitor.get(page).status_code in {200, 302}


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"product=%00&quantity=%ff", b"x" * 100_000, b"&" * 2_000])
def test_a_body_that_is_no_form_is_answered(visitor: Client, body: bytes) -> None:
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json"):
        assert visitor.post("/shop/cart/add/", body, content_type=kind).status_code in {302, 400}
