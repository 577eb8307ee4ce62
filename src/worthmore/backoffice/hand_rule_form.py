"""A hand rule as the fields of a form, and the form read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from babel.numbers import get_currency_precision
from django.utils.translation import gettext as _

from worthmore.vocabulary.hand_rules import HandAct, HandRule, HandRuleError, Selection

LISTS = (
    "offers_products",
    "offers_categories",
    "offers_brands",
    "beside_products",
    "beside_categories",
    "beside_brands",
)
TEXTS = ("act", *LISTS, "from_date", "until_date", "percent", "least", "most", "stock", "unit")
LONGEST = 4_000
MOST_NUMBER = 10**11


@dataclass(frozen=True)
class Form:
    """What stands in the fields. Lists are written with a comma between; prices as people write them."""

    texts: Mapping[str, str]
    kinds: tuple[str, ...] = ()
    placements: tuple[str, ...] = ()
    active: bool = True

    def __getattr__(self, name: str) -> str:
        """The text of a field, for the page."""
        if name in TEXTS:
            return self.texts.get(name, "")
        raise AttributeError(name)


EMPTY = Form({"act": HandAct.NEVER.value, "unit": "money"})


def typed(texts: Mapping[str, str], kinds: Sequence[str], placements: Sequence[str]) -> Form:
    """The form as it was sent."""
    clean = {name: texts.get(name, "").replace("\x00", "").strip()[:LONGEST] for name in TEXTS}
    return Form(clean, tuple(kinds), tuple(placements), texts.get("active") == "on")


def filled(rule: HandRule, currency: str) -> Form:
    """The form of a known rule."""
    texts = {"act": rule.act.value, "unit": "percent" if rule.of_anchor else "money"}
    for side, selection in (("offers", rule.offers), ("beside", rule.beside)):
        for name in ("products", "categories", "brands"):
            texts[f"{side}_{name}"] = ", ".join(getattr(selection, name))
    for name in ("from_date", "until_date"):
        day = getattr(rule, name)
        texts[name] = day.isoformat() if day else ""
    for name in ("least", "most"):
        limit = getattr(rule, name)
        texts[name] = "" if limit is None else str(limit) if rule.of_anchor else _plain(limit, currency)
    texts["percent"], texts["stock"] = str(rule.percent or ""), str(rule.stock or "")
    return Form(texts, rule.kinds, rule.placements, rule.active)


def rule_of(form: Form, currency: str, id: int = 0) -> HandRule:
    """The rule a form describes; `HandRuleError` names the field that is wrong. Fields of other acts are left out."""
    act = _act(form.act)
    window = act is HandAct.PRICE_WINDOW
    of_anchor = window and form.unit == "percent"
    return HandRule(
        act=act,
        offers=_selection(form, "offers"),
        beside=_selection(form, "beside"),
        kinds=form.kinds,
        placements=form.placements,
        from_date=_day(form, "from_date"),
        until_date=_day(form, "until_date"),
        percent=_whole(form, "percent") if act is HandAct.BOOST else 0,
        least=_limit(form, "least", currency, of_anchor) if window else None,
        most=_limit(form, "most", currency, of_anchor) if window else None,
        of_anchor=of_anchor,
        stock=_whole(form, "stock") if act is HandAct.STOCK_FLOOR else 0,
        active=form.active,
        id=id,
    )


def _act(text: str) -> HandAct:
    if text not in set(HandAct):
        raise HandRuleError("act", _("Choose what the rule does."))
    return HandAct(text)


def _selection(form: Form, side: str) -> Selection:
    products, categories, brands = (
        _names(getattr(form, f"{side}_{name}")) for name in ("products", "categories", "brands")
    )
    return Selection(products, categories, brands)


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in text.split(",") if (name := part.strip())))


def _day(form: Form, name: str) -> date | None:
    text = getattr(form, name)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise HandRuleError(name, _("“%(text)s” is no day; write it as 2026-12-31.") % {"text": text}) from None


def _whole(form: Form, name: str) -> int:
    text = getattr(form, name)
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise HandRuleError(name, _("“%(text)s” is no whole number.") % {"text": text})
    return int(text)


def _limit(form: Form, name: str, currency: str, of_anchor: bool) -> int | None:
    text = getattr(form, name)
    if not text:
        return None
    if of_anchor:
        return _whole(form, name)
    try:
        amount = Decimal(text.replace(" ", "").replace(",", ".")).scaleb(get_currency_precision(currency))
        if not amount.is_finite() or amount != int(amount) or abs(amount) > MOST_NUMBER:
            raise ValueError
    except (InvalidOperation, ValueError, OverflowError):
        raise HandRuleError(name, _("“%(text)s” is no amount; write it as 12.50.") % {"text": text}) from None
    return int(amount)


def _plain(minor: int, currency: str) -> str:
    return str(Decimal(minor).scaleb(-get_currency_precision(currency)))
