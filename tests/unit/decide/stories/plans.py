"""A telephone shop, an insurer, a seller of software and a dating site, as small as their stories need them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from tests.unit.decide.making import NOON, ago, permission, product
from worthmore import placements
from worthmore.decide.ports import Knowledge
from worthmore.vocabulary.attributes import AttributeKind, Direction
from worthmore.vocabulary.contracts import Contract, Plan, Used
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import Person, Situation

HIGHER = Direction.HIGHER
MINUTES = AttributeKind("minutes", "", HIGHER, labels={"en": "minutes", "nl": "belminuten", "fi": "puheminuutit"})
DATA = AttributeKind("data", "GB", HIGHER, labels={"en": "data", "nl": "data", "fi": "data"})
WORDS = AttributeKind("words", "", HIGHER, labels={"en": "words", "nl": "woorden", "fi": "sanat"})
GLOSSARY = AttributeKind(
    "glossary", "", HIGHER, labels={"en": "your own glossary", "nl": "je eigen woordenlijst", "fi": "oma sanasto"}
)
MEMORY = AttributeKind("memory", "", HIGHER, labels={"en": "memory of translations"})
KINDS = {kind.name: kind for kind in (MINUTES, DATA, WORDS, GLOSSARY, MEMORY)}


def shop(
    *plans: tuple[Product, Plan | None], related: dict[RelationKind, dict[str, tuple[str, ...]]] | None = None
) -> Knowledge:
    """What is known of a shop that sells these products, as plans or beside them."""
    products = {one.id: one for one, _ in plans}
    return Knowledge(
        products.get,
        lambda id: (),
        lambda id: (),
        lambda id: (),
        KINDS,
        lambda kind, id, chance: chance,
        related=related or {},
        plans={plan.product_id: plan for _, plan in plans if plan is not None},
    )


def plan(of: Product, **told: Any) -> tuple[Product, Plan]:
    return of, Plan(of.id, **{"ladder": "main", **told})


def contract(of: str, **told: Any) -> Contract:
    return Contract(**{"id": "c1", "product_id": of, "started_at": ago(400), **told})


def months(*amounts: float, last: date = date(2026, 4, 1)) -> tuple[Used, ...]:
    """Use in the months up to and with `last`, oldest first."""
    first = last.year * 12 + last.month - len(amounts)
    return tuple(
        Used(date((first + place) // 12, (first + place) % 12 + 1, 1), amount) for place, amount in enumerate(amounts)
    )


def holder(*contracts: Contract, **known: Any) -> Person:
    return Person(**{"key": "p1", "permission": permission(), "contracts": contracts, **known})


def account(person: Person, language: str = "en", at: datetime = NOON, **more: Any) -> Situation:
    return Situation(placements.find("account"), at, language, person=person, **more)


# Telephone: prices by the month.
SMALL = plan(product("small", 1_600, name="Small"), level="Small", limits={"minutes": 200.0, "data": 5.0})
MEDIUM = plan(product("medium", 2_000, name="Medium"), level="Medium", limits={"minutes": 500.0, "data": 10.0})
LARGE = plan(product("large", 2_500, name="Large"), level="Large", limits={"minutes": 1000.0, "data": 10.0})
ENDLESS = plan(product("endless", 4_500, name="Endless"), level="Endless", limits={"minutes": None, "data": None})
TELEPHONE = shop(ENDLESS, SMALL, LARGE, MEDIUM)


def caller(*minutes: float, data: tuple[float, ...] = (3, 3, 3), **told: Any) -> Person:
    """Somebody on the medium plan."""
    usage = {"minutes": months(*minutes), "data": months(*data)}
    return holder(contract("medium", usage=usage, use_known=True, last_used_at=ago(1), **told))


# Software: a yearly contract, its longer terms, a larger plan and a trial.
YEAR = {"level": "Translate", "limits": {"words": 100_000.0}, "features": ("memory",), "period_months": 1}
TRANSLATE = plan(product("translate", 12_000, name="Translate"), term_months=12, **YEAR)
TWO_YEARS = plan(product("translate-24", 21_600, name="Translate, 2 years"), term_months=24, **YEAR)
THREE_YEARS = plan(product("translate-36", 36_000, name="Translate, 3 years"), term_months=36, **YEAR)
PRO = plan(
    product("pro", 15_000, name="Translate Pro"),
    term_months=12,
    level="Pro",
    limits={"words": 200_000.0},
    features=("memory", "glossary"),
    trial_days=14,
)
SOFTWARE = shop(TRANSLATE, TWO_YEARS, THREE_YEARS, PRO)


def trying(used: bool, day: float = 10, **known: Any) -> Person:
    """Somebody on a day of fourteen of the trial of the professional plan."""
    trial = contract(
        "pro",
        started_at=ago(day),
        trial_until=ago(day) + timedelta(days=14),
        use_known=True,
        last_used_at=ago(0.5) if used else None,
        features_tried=("glossary",) if used else (),
    )
    return holder(trial, **known)


# Insurance: the house, and what may be added to the policy.
HOUSE = plan(product("house", 24_000, name="House insurance", financial=True), ladder="", term_months=12)
CONTENTS = product("contents", 6_000, name="Contents cover", financial=True)
JEWELS = product("jewels", 60_000, name="Jewellery cover", financial=True)
INSURER = shop(
    HOUSE,
    (CONTENTS, None),
    (JEWELS, None),
    related={RelationKind.DEEP_SELL: {"house": ("contents", "jewels")}},
)

# Dating: free, basic and premium, in the shop's own order.
FREE = plan(product("free", 0, name="Free"), level="Free", features=("look",), next_id="basic")
BASIC = plan(product("basic", 1_000, name="Basic"), level="Basic", features=("look", "write"), next_id="premium")
PREMIUM = plan(product("premium", 1_200, name="Premium"), level="Premium", features=("look", "write", "video"))
DATING = shop(PREMIUM, FREE, BASIC)

# A new version, out since a month.
TWO = product("translator-2", 20_000, name="Translator 2")
THREE = plan(
    product("translator-3", 25_000, name="Translator 3", active_from=date(2026, 4, 6)),
    ladder="",
    features=("memory", "glossary"),
)
VERSIONS = shop((TWO, None), THREE, related={RelationKind.NEW_VERSION: {"translator-2": ("translator-3",)}})
