"""A page's forms as a browser would send them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """One form: where it goes and what stands in it untouched. `ticked` are boxes checked beforehand."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    ticked: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.in_button = address, False
        self.forms: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(told.get("action") or self.address, told.get("method", "get").lower()))
        elif self.forms and tag in ("input", "select", "textarea"):
            kind = told.get("type", "text")
            if "checked" in told:
                self.forms[-1].ticked.append(told.get("name", ""))
            if kind not in ("checkbox", "radio"):
                self.forms[-1].fields[told.get("name", "")] = told.get("value", "")
        elif tag == "button" and self.forms:
            self.forms[-1].buttons.append("")
            self.in_button = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "button":
            self.in_button = False

    def handle_data(self, data: str) -> None:
        if self.in_button:
            self.forms[-1].buttons[-1] += data


def forms(page: str, address: str = "") -> list[Form]:
    """Every form of a page, in order."""
    reader = _Reader(address)
    reader.feed(page)
    return reader.forms
