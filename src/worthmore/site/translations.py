"""The pages' words in other languages: which there are, and the compiled files made of them.

`python -m worthmore.site.translations` brings every .po file up to date with the pages (new sentences come without a
translation) and compiles it. Needs no gettext programs.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

KEYWORDS = {**DEFAULT_KEYWORDS, "word": None, "_": None, "gettext_noop": None, "gettext_lazy": None}
Message = str | tuple[str, ...]


@dataclass(frozen=True)
class Translations:
    """The translations of one room's pages and modules."""

    room: Path
    title: str

    @property
    def languages(self) -> list[str]:
        """The languages there are files for."""
        return sorted(path.name for path in (self.room / "locale").iterdir() if self.po_file(path.name).exists())

    def po_file(self, language: str) -> Path:
        """What translators edit."""
        return self.room / "locale" / language / "LC_MESSAGES" / "django.po"

    def mo_file(self, language: str) -> Path:
        """What Django reads."""
        return self.po_file(language).with_suffix(".mo")

    def messages(self) -> dict[Message, list[str]]:
        """Every sentence the pages and modules say, with the files it stands in."""
        found: dict[Message, list[str]] = {}
        for path in sorted([*self.room.rglob("*.py"), *self.room.rglob("*.html")]):
            for message in _messages(path):
                files = found.setdefault(message, [])
                name = path.relative_to(self.room).as_posix()
                if name not in files:
                    files.append(name)
        return found

    def catalog(self, language: str) -> Catalog:
        """A language's translations."""
        with self.po_file(language).open("rb") as file:
            return read_po(file, locale=language)

    def compiled(self, language: str) -> bytes:
        """What the .mo file must hold."""
        buffer = io.BytesIO()
        write_mo(buffer, self.catalog(language))
        return buffer.getvalue()

    def updated(self, language: str) -> Catalog:
        """Exactly the sentences there are, with the translations known of them."""
        known = self.catalog(language)
        fresh = Catalog(
            locale=language,
            header_comment=f"# {self.title} in another language than English.",
            project="Worthmore",
            creation_date=known.creation_date,
            revision_date=known.revision_date,
            fuzzy=False,
        )
        for message, files in self.messages().items():
            before = known.get(_singular(message))
            string = before.string if before else ("" if isinstance(message, str) else ("", ""))
            locations = [(name, 1) for name in files]
            fresh.add(message, string, locations=locations, flags=before.flags if before else ())
        return fresh

    def update(self, language: str) -> None:
        """Bring the .po file up to date with the pages and compile it."""
        fresh = self.updated(language)
        with self.po_file(language).open("wb") as file:
            write_po(file, fresh, width=120, include_lineno=False)
        self.mo_file(language).write_bytes(self.compiled(language))


def _messages(path: Path) -> Iterator[Message]:
    text = path.read_text("utf-8")
    source = templatize(text, origin=path.name) if path.suffix == ".html" else text
    for _line, message, _comments, _context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
        yield message


def _singular(message: Message) -> str:
    return message if isinstance(message, str) else message[0]


PACKAGE = Path(__file__).resolve().parents[1]
ROOMS = {
    "backoffice": Translations(PACKAGE / "backoffice", "The back office"),
    "storefront": Translations(PACKAGE / "storefront", "The demo shop"),
    "till": Translations(PACKAGE / "till", "The till"),
    "customer_pages": Translations(PACKAGE / "customer_pages", "The customer's pages"),
}


if __name__ == "__main__":
    for name, room in ROOMS.items():
        for each in room.languages:
            room.update(each)
            missing = sum(not message.string for message in room.catalog(each) if message.id)
            print(f"{name}, {each}: {len(room.messages())} sentences, {missing} without a translation")
