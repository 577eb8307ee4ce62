"""A hand rule as one sentence a shopkeeper reads: "Never offer products of the brand Abus beside Helmet until …"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from worthmore.decide.amounts import amount
from worthmore.decide.ports import FindProduct
from worthmore.vocabulary.hand_rules import HandAct, HandRule, Selection

ACTS = {
    HandAct.PIN: "Offer first: %(offers)s",
    HandAct.BOOST: "Let %(offers)s count for %(percent)s more",
    HandAct.BURY: "Offer only after everything else: %(offers)s",
    HandAct.NEVER: "Never offer %(offers)s",
    HandAct.ONLY_WITH: "Offer %(offers)s only beside %(beside)s",
    HandAct.SAME_BRAND: "Of %(offers)s, offer only what has the brand of what it goes with",
    HandAct.PRICE_WINDOW: "Of %(offers)s, offer only what costs %(window)s",
    HandAct.STOCK_FLOOR: "Leave %(stock)s of each on the shelf: %(offers)s",
}
BESIDE = "%(rule)s, beside %(beside)s"
KINDS = "%(rule)s, as: %(kinds)s"
PLACES = "%(rule)s, at: %(places)s"
DAYS = ("%(rule)s, from %(first)s until %(last)s", "%(rule)s, from %(first)s on", "%(rule)s, until %(last)s")
WINDOWS = ("%(least)s to %(most)s", "%(least)s or more", "%(most)s or less")
OF_ANCHOR = "%(window)s of the price of what it goes with"
ANYTHING = "any product"
OF_CATEGORY = "products of the category %(categories)s"
OF_BRAND = "products of the brand %(brands)s"
OF_BOTH = "products of the category %(categories)s and the brand %(brands)s"
OR = "%(one)s or %(other)s"
TEMPLATES = (
    *ACTS.values(), BESIDE, KINDS, PLACES, *DAYS, *WINDOWS, OF_ANCHOR, ANYTHING, OF_CATEGORY, OF_BRAND, OF_BOTH, OR
)  # fmt: skip
"""Every part a sentence is made of, for whoever translates them."""


@dataclass(frozen=True, slots=True)
class Speech:
    """How a language says it: a template in that language, and the words for kinds and placements.

    `dates` is the locale that days are written in, where it is another than the language ("en_GB").
    """

    language: str = "en"
    say: Callable[[str], str] = str
    kind: Callable[[str], str] = str
    placement: Callable[[str], str] = str
    dates: str = ""


ENGLISH = Speech()


def sentence(rule: HandRule, find: FindProduct, currency: str, speech: Speech = ENGLISH) -> str:
    """The rule in words. Products are named with their numbers; prices are in `currency`."""
    told = _Telling(rule, find, currency, speech)
    said = told.act()
    for clause in (told.beside, told.kinds, told.places, told.days):
        said = clause(said)
    return said


@dataclass(frozen=True, slots=True)
class _Telling:
    rule: HandRule
    find: FindProduct
    currency: str
    speech: Speech

    def act(self) -> str:
        """What it does, and to what."""
        rule = self.rule
        return self.speech.say(ACTS[rule.act]) % {
            "offers": self.selection(rule.offers),
            "beside": self.selection(rule.beside),
            "percent": f"{rule.percent} %",
            "stock": rule.stock,
            "window": self.window() if rule.act is HandAct.PRICE_WINDOW else "",
        }

    def beside(self, said: str) -> str:
        """Beside what, unless the act itself says it."""
        rule = self.rule
        if rule.beside.everything or rule.act is HandAct.ONLY_WITH:
            return said
        return self.speech.say(BESIDE) % {"rule": said, "beside": self.selection(rule.beside)}

    def kinds(self, said: str) -> str:
        """As which kinds of offer."""
        if not self.rule.kinds:
            return said
        return self.speech.say(KINDS) % {"rule": said, "kinds": self.any_of([*map(self.speech.kind, self.rule.kinds)])}

    def places(self, said: str) -> str:
        """At which placements."""
        if not self.rule.placements:
            return said
        places = self.any_of([*map(self.speech.placement, self.rule.placements)])
        return self.speech.say(PLACES) % {"rule": said, "places": places}

    def days(self, said: str) -> str:
        """From when until when."""
        first, last = self.rule.from_date, self.rule.until_date
        if first is None and last is None:
            return said
        template = DAYS[0] if first and last else DAYS[1] if first else DAYS[2]
        return self.speech.say(template) % {"rule": said, "first": self.day(first), "last": self.day(last)}

    def day(self, day: date | None) -> str:
        """A day as the language writes it."""
        return "" if day is None else format_date(day, "long", locale=self.speech.dates or self.speech.language)

    def window(self) -> str:
        """The price limits."""
        least, most = self.rule.least, self.rule.most
        template = WINDOWS[0] if least is not None and most is not None else WINDOWS[1 if most is None else 2]
        said = self.speech.say(template) % {"least": self.limit(least), "most": self.limit(most)}
        return self.speech.say(OF_ANCHOR) % {"window": said} if self.rule.of_anchor else said

    def limit(self, limit: int | None) -> str:
        """A price, or percent of one."""
        if limit is None:
            return ""
        return f"{limit} %" if self.rule.of_anchor else amount(limit, self.currency, self.speech.language)

    def selection(self, selection: Selection) -> str:
        """Which products."""
        named = [self.product(product_id) for product_id in selection.products]
        described = self.described(selection)
        if described:
            named.append(described)
        return self.any_of(named) if named else self.speech.say(ANYTHING)

    def described(self, selection: Selection) -> str:
        """Products by what they are; "" where they are only named."""
        if not (selection.categories or selection.brands):
            return ""
        both = selection.categories and selection.brands
        template = OF_BOTH if both else OF_CATEGORY if selection.categories else OF_BRAND
        categories, brands = self.any_of(selection.categories), self.any_of(selection.brands)
        return self.speech.say(template) % {"categories": categories, "brands": brands}

    def product(self, product_id: str) -> str:
        """A product by its name and number."""
        known = self.find(product_id)
        return product_id if known is None else f"{known.spoken(self.speech.language)} ({product_id})"

    def any_of(self, names: Sequence[str]) -> str:
        """A, B or C."""
        if len(names) < 2:
            return names[0] if names else ""
        return self.speech.say(OR) % {"one": ", ".join(names[:-1]), "other": names[-1]}
