"""From the bytes of a request to a checked value, or to a problem."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import msgspec
from falcon import Request

from worthmore.api.complaints import complaint, malformed
from worthmore.api.problems import BODY_TOO_LARGE, MALFORMED_JSON, WRONG_CONTENT_TYPE, ProblemError
from worthmore.api.shapes import shape_of

MOST_BYTES = 1_000_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

Asked = TypeVar("Asked", bound=msgspec.Struct)


class Reader(Generic[Asked]):
    """Reads bodies of one type; made once, used by all threads."""

    def __init__(self, struct: type[Asked]) -> None:
        self._struct = struct
        self._decode = msgspec.json.Decoder(struct).decode
        self._shape = shape_of(struct)

    def read(self, req: Request) -> Asked:
        """The request's body as a checked value. Raises `ProblemError`."""
        _check_content_type(req.content_type, req.env)
        body = _body(req.env)
        try:
            return self._decoded(body)
        except msgspec.ValidationError as error:
            raise complaint(error, self._shape) from None
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise malformed(error) from None

    def _decoded(self, body: bytes) -> Asked:
        try:
            return self._decode(body)
        except msgspec.ValidationError as error:
            # To JSON 5.0 is as whole a number as 5, and some languages write it so.
            if "got `float`" not in str(error):
                raise
        return msgspec.convert(_with_whole_numbers(msgspec.json.decode(body)), self._struct)


def _with_whole_numbers(value: Any) -> Any:
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_with_whole_numbers(one) for one in value]
        case dict():
            return {name: _with_whole_numbers(one) for name, one in value.items()}
        case _:
            return value


def _check_content_type(content_type: str | None, env: dict[str, Any]) -> None:
    if content_type != "application/json" and not _is_json(content_type or ""):
        given = f"The content type is {content_type[:80]!r}." if content_type else "The request has no content type."
        raise ProblemError(WRONG_CONTENT_TYPE, given, mend="Send `Content-Type: application/json`.")
    encoding = env.get("HTTP_CONTENT_ENCODING", "")
    if encoding and encoding.lower() != "identity":
        raise ProblemError(
            WRONG_CONTENT_TYPE, f"The body is encoded as {encoding[:40]!r}.", mend="Send it uncompressed."
        )


def _is_json(content_type: str) -> bool:
    kind, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = {one.partition("=")[2].strip('"') for one in parameters if one.startswith("charset=")}
    return kind == "application/json" and charsets <= {"utf-8", "utf8"}


def _body(env: dict[str, Any]) -> bytes:
    body = _take(env["wsgi.input"], _announced(env))
    if not body:
        raise ProblemError(MALFORMED_JSON, "The body is empty.", mend="Send one JSON object in UTF-8.")
    return body.removeprefix(BYTE_ORDER_MARK)


def _announced(env: dict[str, Any]) -> int:
    """How many bytes to read: what the client announced, or, where it did not, one more than we would take."""
    text = env.get("CONTENT_LENGTH") or ""
    if text.isascii() and text.isdigit():
        if len(text) > len(str(MOST_BYTES)) or int(text) > MOST_BYTES:
            raise _too_large()
        return int(text)
    # Without a length only a server that marks the end itself may be read from; others would wait for ever.
    return MOST_BYTES + 1 if env.get("wsgi.input_terminated") else 0


def _take(stream: Any, count: int) -> bytes:
    try:
        body: bytes = stream.read(count) if count else b""
        while body and len(body) < count and (more := stream.read(count - len(body))):
            body += more
    except OSError as error:
        raise ProblemError(MALFORMED_JSON, "The body ended before its announced length.") from error
    if len(body) > MOST_BYTES:
        raise _too_large()
    return body


def _too_large() -> ProblemError:
    return ProblemError(BODY_TOO_LARGE, f"The body is larger than {MOST_BYTES} bytes.", mend="Send several requests.")
