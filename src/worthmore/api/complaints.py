"""From a decoder's error to a problem that says what is wrong, where, and how to mend it."""

from __future__ import annotations

import re
from difflib import get_close_matches

import msgspec

from worthmore.api.problems import INVALID_VALUE, MALFORMED_JSON, MISSING_FIELD, UNKNOWN_FIELD, ProblemError
from worthmore.api.shapes import Shape

LONGEST_QUOTE = 80

_WHERE = re.compile(r"(?P<what>.*?)(?: - at `\$(?P<path>[\w.\[\]]*)`)?", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>.*)`", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(?P<name>\w+)`")
_PLACE = re.compile(r"\[\d+\]")


def complaint(error: msgspec.ValidationError, shape: Shape) -> ProblemError:
    """The problem for a body that is JSON but not what was expected."""
    found = _WHERE.fullmatch(str(error))
    what, path = (found["what"], (found["path"] or "").removeprefix(".")) if found else (str(error), "")
    if unknown := _UNKNOWN.fullmatch(what):
        return _unknown_field(unknown["name"], path, shape)
    if missing := _MISSING.fullmatch(what):
        return _missing_field(missing["name"], path, shape)
    return _invalid_value(what, path, shape)


def malformed(error: Exception) -> ProblemError:
    """The problem for a body that is not JSON at all."""
    if isinstance(error, UnicodeDecodeError):
        return ProblemError(MALFORMED_JSON, f"A text in the body is not UTF-8: {error.reason}.", mend="Send UTF-8.")
    if isinstance(error, RecursionError):
        return ProblemError(
            MALFORMED_JSON, "The body is nested too deeply.", mend="No field needs more than three levels."
        )
    return ProblemError(MALFORMED_JSON, f"{error}.", mend="Send one JSON object in UTF-8.")


def joined(path: str, name: str) -> str:
    """`cart[0]` and `qty` make `cart[0].qty`."""
    return f"{path}.{name}" if path else name


def quoted(text: str) -> str:
    """A stranger's text, cut to a length that can be shown."""
    return f"`{text[:LONGEST_QUOTE]}…`" if len(text) > LONGEST_QUOTE else f"`{text}`"


def _unknown_field(name: str, path: str, shape: Shape) -> ProblemError:
    allowed = shape.fields.get(_PLACE.sub("[]", path), ())
    near = get_close_matches(name, allowed, n=1)
    hint = f"Did you mean `{near[0]}`? " if near else ""
    return ProblemError(
        UNKNOWN_FIELD,
        f"There is no field {quoted(name)} {_in(path)}.",
        field=joined(path, name[:LONGEST_QUOTE]),
        mend=f"{hint}The fields here are: {', '.join(allowed)}.",
    )


def _missing_field(name: str, path: str, shape: Shape) -> ProblemError:
    field = joined(path, name)
    return ProblemError(
        MISSING_FIELD, f"The field `{name}` is missing {_in(path)}.", field, shape.descriptions.get(_general(field))
    )


def _invalid_value(what: str, path: str, shape: Shape) -> ProblemError:
    if "matching regex" in what:
        what = "the text is empty or holds characters that are not allowed, such as line breaks"
    detail = f"{path}: {what}." if path else f"{what}."
    return ProblemError(INVALID_VALUE, detail[:1000], path or None, shape.descriptions.get(_general(path)))


def _in(path: str) -> str:
    return f"in {path}" if path else "in the body"


def _general(path: str) -> str:
    return _PLACE.sub("[]", path)
