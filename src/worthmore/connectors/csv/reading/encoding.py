"""Which characters the bytes stand for: a byte order mark, UTF-16 without one, UTF-8, or Windows-1252."""

from __future__ import annotations

import codecs
import re

KEEP_GOING = "worthmore-windows-1252"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NO_UTF8 = re.compile(r"[\udc80-\udcff]")  # where bytes that do not decode are put


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8 in a file that otherwise is: somebody pasted a line from Windows."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.encoding.startswith("utf-16"):
        return "\ufffd", error.end
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(KEEP_GOING, _as_windows_1252)


def encoding_of(sample: bytes) -> str:
    """The encoding of a file that begins with `sample`. Decode with the error handler `KEEP_GOING`."""
    for mark, name in MARKS:
        if sample.startswith(mark):
            return name
    return _utf16_without_mark(sample) or ("utf-8" if _is_utf8(sample) else "cp1252")


def _utf16_without_mark(sample: bytes) -> str | None:
    """Text in European languages has a zero in every second byte when it is UTF-16."""
    even, odd = sample[0:4000:2], sample[1:4000:2]
    if len(odd) < 2:
        return None
    if odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def _is_utf8(sample: bytes) -> bool:
    """Whether most of what is not ASCII decodes: one pasted Windows-1252 character makes no Windows-1252 file.

    A character cut in two by the sample's end is no fault.
    """
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(sample, final=False)
    return 2 * len(_NO_UTF8.findall(text)) <= len(_NOT_ASCII.findall(text))
