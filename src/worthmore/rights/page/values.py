"""One value as a person reads it: a moment in the shop's own time, money with its currency, a code in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from html import escape as escaped
from typing import Any
from zoneinfo import ZoneInfo

from babel.numbers import format_currency, get_currency_precision

from worthmore.rights.page.words import Words

# The same products, words and reasons come again and again.
escape = lru_cache(maxsize=65_536)(escaped)
CODED = frozenset({"act", "arm", "audience", "channel", "frequency", "kind", "outcome", "placement", "purpose"})
"""Columns whose texts are codes."""


class Values:
    """Values in one language and time zone, ready to stand in a page: everything is escaped."""

    def __init__(self, words: Words, zone: ZoneInfo) -> None:
        self.words, self.zone = words, zone

    def cell(self, name: str, value: Any) -> str:
        """The value of a column."""
        if value is None or value == "":
            return ""
        if isinstance(value, str):
            return escape(self.words.value(value) if name in CODED else value)
        return self._other(name, value)

    def _other(self, name: str, value: Any) -> str:
        shown = self._kinds.get(type(value))
        return escape(str(value)) if shown is None else shown(self, name, value)

    def _switch(self, name: str, value: bool) -> str:
        return escape(self.words.value("true" if value else "false"))

    def _moment(self, name: str, value: datetime) -> str:
        return f"<time>{value.astimezone(self.zone).strftime(self.words.moment)}</time>"

    def _day(self, name: str, value: date) -> str:
        return value.strftime(self.words.day)

    def _number(self, name: str, value: float) -> str:
        return f"{value:.4g}"

    def _mapping(self, name: str, value: Mapping[str, Any]) -> str:
        if value.keys() == {"amount", "currency"}:
            return escape(_money(value["amount"], value["currency"], self.words.locale))
        if name == "outcomes" or not value:
            return ", ".join(f"{self.cell('kind', code)} {self.cell('at', at)}" for code, at in value.items())
        told = ((key, self.cell(key, one)) for key, one in value.items())
        return "; ".join(f"<i>{escape(self.words.field(key))}:</i> {shown}" for key, shown in told if shown)

    def _several(self, name: str, values: Sequence[Any]) -> str:
        if name == "refused" and values:
            return self._refused(values)
        if name == "lines":
            return "<br>".join(map(self._line, values))
        if any(isinstance(one, Mapping) for one in values):
            return "<ul>" + "".join(f"<li>{self.cell(name, one)}</li>" for one in values) + "</ul>"
        return ", ".join(self.cell(name, one) for one in values)

    def _line(self, line: Mapping[str, Any]) -> str:
        """One line of an order as a receipt has it."""
        price, discount = (self.cell(part, line[part]) for part in ("unit_price", "discount"))
        product = escape(f"{line['product']} ({line['product_id']})")
        less = f", {escape(self.words.field('discount'))} {discount}" if line["discount"]["amount"] else ""
        return f"{line['quantity']} × {product}, {price}{less}"

    def _refused(self, values: Sequence[Any]) -> str:
        """What was not suggested and why, folded away: there is often much of it."""
        if not isinstance(values[0], Mapping):
            return ", ".join(map(escape, map(str, values)))
        count = escape(self.words.texts["more"].format(count=sum(len(one["products"]) for one in values)))
        told = "<br>".join(f"{escape(', '.join(one['products']))}: {escape(one['detail'])}" for one in values)
        return f"<details><summary>{count}</summary>{told}</details>"

    _kinds: Mapping[type, Callable[[Any, str, Any], str]] = {
        bool: _switch,
        datetime: _moment,
        date: _day,
        float: _number,
        dict: _mapping,
        list: _several,
        tuple: _several,
    }


@lru_cache(maxsize=65_536)
def _money(amount: int, currency: str, locale: str) -> str:
    """Minor units as money; the same prices come again and again."""
    try:
        return format_currency(amount / 10 ** get_currency_precision(currency), currency, locale=locale)
    except (ValueError, LookupError):
        return f"{amount} {currency}"
