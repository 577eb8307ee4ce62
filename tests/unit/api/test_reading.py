from __future__ import annotations

import io
import json
from typing import Any

import pytest
from falcon import Request
from falcon.testing import create_environ
from hypothesis import given, settings
from hypothesis import strategies as st

from worthmore.api.problems import ProblemError
from worthmore.api.reading import MOST_BYTES, Reader
from worthmore.api.requests import OffersRequest, OrderRequest

READER = Reader(OffersRequest)


def request(body: bytes, content_type: str | None = "application/json", **environ: Any) -> Request:
    env = create_environ("/v1/offers", method="POST")
    env["wsgi.input"] = io.BytesIO(body)
    env["CONTENT_LENGTH"] = str(len(body))
    if content_type is not None:
        env["CONTENT_TYPE"] = content_type
    env.update(environ)
    return Request(env)


def refused(body: bytes, reader: Reader[Any] = READER, **environ: Any) -> ProblemError:
    with pytest.raises(ProblemError) as caught:
        reader.read(request(body, **environ))
    return caught.value


def with_line(line: bytes) -> bytes:
    return b'{"placement":"cart","cart":[{"product":"a","quantity":1},' + line + b"]}"


@pytest.mark.parametrize(
    ("body", "kind", "field"),
    [
        (b"", "malformed-json", None),
        (b"{", "malformed-json", None),
        (b'{"placement":"cart"} extra', "malformed-json", None),
        (b'{"placement":"\xff"}', "malformed-json", None),
        (b'{"placement":"\\ud800"}', "malformed-json", None),
        (b'{"limit":NaN}', "malformed-json", None),
        (b"[]", "invalid-value", None),
        (b"null", "invalid-value", None),
        (b"{}", "missing-field", "placement"),
        (b'{"placement":7}', "invalid-value", "placement"),
        (b'{"placement":""}', "invalid-value", "placement"),
        (b'{"placement":"cart","limit":0}', "invalid-value", "limit"),
        (b'{"placement":"cart","limit":1e400}', "invalid-value", "limit"),
        (b'{"placement":"cart","limit":' + b"9" * 5000 + b"}", "invalid-value", "limit"),
        (b'{"placement":"cart","customer":"a\\u0000"}', "invalid-value", "customer"),
        (b'{"placement":"cart","customer":"a\\n"}', "invalid-value", "customer"),
        (b'{"placement":"cart","customer":"' + b"x" * 129 + b'"}', "invalid-value", "customer"),
        (b'{"placement":"cart","cart":null}', "invalid-value", "cart"),
        (b'{"placement":"cart","cart":' + b"[" * 100_000, "invalid-value", "cart[0]"),
        (b'{"placement":"cart","cart":[' + b'{"product":"a"},' * 200 + b'{"product":"a"}]}', "invalid-value", "cart"),
        (with_line(b'{"product":"b","quantity":-1}'), "invalid-value", "cart[1].quantity"),
        (with_line(b'{"product":"b","quantity":2.5}'), "invalid-value", "cart[1].quantity"),
        (with_line(b'{"quantity":2}'), "missing-field", "cart[1].product"),
        (with_line(b'{"product":"b","qty":2}'), "unknown-field", "cart[1].qty"),
        (b'{"placement":"cart","Limit":2}', "unknown-field", "Limit"),
    ],
)
def test_a_bad_body_is_refused_by_kind_and_place(body: bytes, kind: str, field: str | None) -> None:
    problem = refused(body)
    assert problem.kind.name == kind
    assert problem.body.field == field
    assert problem.body.mend or kind == "invalid-value"


def test_an_unknown_field_is_told_what_is_allowed_and_what_was_meant() -> None:
    problem = refused(with_line(b'{"product":"b","quantitiy":2}'))
    assert problem.body.detail == "There is no field `quantitiy` in cart[1]."
    assert problem.body.mend == ("Did you mean `quantity`? The fields here are: product, quantity, unit_price, offer.")


def test_a_bad_value_is_told_what_it_may_be() -> None:
    assert refused(with_line(b'{"product":"b","quantity":0}')).body.mend == "How many: 1 to 100000."
    assert "control" not in (refused(b'{"placement":"a\\nb","cart":1}').body.detail)


def test_a_field_named_to_confuse_is_still_answered() -> None:
    problem = refused(b'{"placement":"cart","a` - at `$.cart[0]":1}')
    assert problem.kind.name == "unknown-field"
    long = refused(b'{"placement":"cart","' + b"z" * 5000 + b'":1}')
    assert len(long.encoded()) < 1000


def test_a_whole_number_may_be_written_with_a_point() -> None:
    asked = READER.read(request(b'{"placement":"cart","limit":3.0,"cart":[{"product":"a","quantity":2.0}]}'))
    assert (asked.limit, asked.cart[0].quantity) == (3, 2)
    assert type(asked.limit) is int
    assert refused(with_line(b'{"product":"b","quantity":1e300}')).body.field == "cart[1].quantity"
    assert refused(with_line(b'{"product":"b","quantity":-2.0}')).body.field == "cart[1].quantity"


def test_an_order_line_of_nothing_is_refused() -> None:
    body = b'{"id":"1","currency":"EUR","lines":[{"product":"a","quantity":0,"unit_price":1}]}'
    problem = refused(body, Reader(OrderRequest))
    assert problem.body.field == "lines[0]"
    assert "quantity is 0" in problem.body.detail


@pytest.mark.parametrize(
    "content_type",
    [None, "", "text/plain", "application/xml", "application/json; charset=latin-1", "application/jsonp", ";;;"],
)
def test_anything_but_json_is_refused(content_type: str | None) -> None:
    with pytest.raises(ProblemError) as caught:
        READER.read(request(b'{"placement":"cart"}', content_type))
    assert caught.value.kind.status == 415


@pytest.mark.parametrize("content_type", ["application/json", 'Application/JSON; charset="UTF-8"', "application/json;"])
def test_json_is_read_however_its_type_is_written(content_type: str) -> None:
    assert READER.read(request(b'{"placement":"cart"}', content_type)).placement == "cart"


def test_a_compressed_body_is_refused() -> None:
    assert refused(b"{}", HTTP_CONTENT_ENCODING="gzip").kind.status == 415


def test_a_byte_order_mark_does_no_harm() -> None:
    assert READER.read(request(b'\xef\xbb\xbf{"placement":"cart"}')).placement == "cart"


class Endless(io.RawIOBase):
    """Counts what is taken from it; never ends."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        assert size > 0
        part = min(size, 65_536)
        self.taken += part
        return b" " * part


def test_an_announced_giant_is_refused_unread() -> None:
    stream = Endless()
    for length in (str(MOST_BYTES + 1), "9" * 400):
        problem = refused(b"", CONTENT_LENGTH=length, **{"wsgi.input": stream})
        assert problem.kind.status == 413
    assert stream.taken == 0


def test_a_body_without_a_length_is_read_no_further_than_the_most() -> None:
    stream = Endless()
    problem = refused(b"", CONTENT_LENGTH="", **{"wsgi.input": stream, "wsgi.input_terminated": True})
    assert problem.kind.status == 413
    assert stream.taken <= MOST_BYTES + 65_536


def test_a_body_without_a_length_is_taken_where_the_server_marks_its_end() -> None:
    body = b'{"placement":"cart"}'
    environ = {"CONTENT_LENGTH": "", "wsgi.input_terminated": True}
    assert READER.read(request(body, **environ)).placement == "cart"
    assert refused(body, CONTENT_LENGTH="").kind.name == "malformed-json"
    assert refused(body, CONTENT_LENGTH="-5").kind.name == "malformed-json"


def test_a_length_that_lies_ends_in_a_clear_refusal() -> None:
    body = b'{"placement":"cart"}'
    assert refused(body, CONTENT_LENGTH=str(len(body) - 3)).kind.name == "malformed-json"
    assert READER.read(request(body, CONTENT_LENGTH=str(len(body) + 30))).placement == "cart"


def test_a_connection_that_breaks_while_reading_is_no_failure_of_ours() -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise ConnectionResetError

    assert refused(b"", CONTENT_LENGTH="10", **{"wsgi.input": Broken()}).kind.status == 400


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=20,
)


def status_of(body: bytes) -> int:
    try:
        READER.read(request(body))
    except ProblemError as problem:
        return problem.kind.status if problem.encoded() else 500
    return 200


@settings(max_examples=300)
@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_no_body_whatever_fails_otherwise_than_by_a_problem(body: bytes) -> None:
    assert status_of(body) < 500
