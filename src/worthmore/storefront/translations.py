"""The pages' words in other languages: which there are, and the compiled files made of them.

`python -m worthmore.storefront.translations` brings every .po file up to date with the pages (new sentences come
without a translation) and compiles it. Needs no gettext programs.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOM = Path(__file__).parent
LOCALE = ROOM / "locale"
KEYWORDS = {**DEFAULT_KEYWORDS, "word": None, "_": None, "gettext_noop": None, "gettext_lazy": None}
Message = str | tuple[str, ...]


def languages() -> list[str]:
    """The languages there are files for."""
    return sorted(path.name for path in LOCALE.iterdir() if po_file(path.name).exists())


def po_file(language: str) -> Path:
    """What translators edit."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def mo_file(language: str) -> Path:
    """What Django reads."""
    return po_file(language).with_suffix(".mo")


def messages() -> dict[Message, list[str]]:
    """Every sentence the pages and modules say, with the files it stands in."""
    found: dict[Message, list[str]] = {}
    for path in sorted([*ROOM.rglob("*.py"), *ROOM.rglob("*.html")]):
        for message in _messages(path):
            files = found.setdefault(message, [])
            name = path.relative_to(ROOM).as_posix()
            if name not in files:
                files.append(name)
    return found


def catalog(language: str) -> Catalog:
    """A language's translations."""
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(language: str) -> bytes:
    """What the .mo file must hold."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog(language))
    return buffer.getvalue()


def update(language: str) -> None:
    """Give the .po file exactly the sentences there are, keep their translations, and compile it."""
    known = catalog(language)
    fresh = Catalog(
        locale=language,
        header_comment="# The demo shop in another language than English.",
        project="Worthmore",
        creation_date=known.creation_date,
        revision_date=known.revision_date,
        fuzzy=False,
    )
    for message, files in messages().items():
        before = known.get(_singular(message))
        string = before.string if before else ("" if isinstance(message, str) else ("", ""))
        fresh.add(message, string, locations=[(name, 1) for name in files], flags=before.flags if before else ())
    with po_file(language).open("wb") as file:
        write_po(file, fresh, width=120, include_lineno=False)
    mo_file(language).write_bytes(compiled(language))


def _messages(path: Path) -> Iterator[Message]:
    text = path.read_text("utf-8")
    source = templatize(text, origin=path.name) if path.suffix == ".html" else text
    for _line, message, _comments, _context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
        yield message


def _singular(message: Message) -> str:
    return message if isinstance(message, str) else message[0]


if __name__ == "__main__":
    for each in languages():
        update(each)
        print(f"{each}: {len(messages())} sentences")
