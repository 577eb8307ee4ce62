"""A seller of translation software: a yearly licence and longer ones, a larger plan with a trial, a new version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from worthmore.simulation.contracts.making import Files, Somebody, customers, days_before, month_before, numbers, table

NAME, OTHERS, MONTHS = "software", 160, 6
PEOPLE = (
    Somebody(
        "sofie",
        "Sofie Maes",
        "satisfied, renews in three weeks: two or three years with the saving; a milestone was passed",
    ),
    Somebody("tom", "Tom Claes", "day 10 of 14 of a trial, used daily: the paid plan with what he uses of it"),
    Somebody("ursula", "Ursula Wolf", "day 10 of 14 of a trial, never logged in: help to start, and no offer"),
    Somebody("victor", "Victor Dubois", "day 10 of 14 of a trial, gave one star: repair that first, and no offer"),
    Somebody("wendy", "Wendy De Smet", "tried the glossary, which her plan does not have: the plan that has it"),
    Somebody("xavier", "Xavier Lambert", "uses the old desktop version every week: hears of the new one"),
    Somebody("yara", "Yara Goossens", "bought the old version last week: nothing is sold, the shop gets a note"),
)
PRODUCTS = (
    ("tr-year", "Translate, 1 year", "120.00", 20, "", ""),
    ("tr-two", "Translate, 2 years", "216.00", 36, "", ""),
    ("tr-three", "Translate, 3 years", "306.00", 50, "", ""),
    ("tr-pro", "Translate Pro, 1 year", "150.00", 25, "", ""),
    ("desk-2", "Desktop Translator 2", "200.00", 30, "desk-3", ""),
    ("desk-3", "Desktop Translator 3", "220.00", 30, "", "month"),
)
PLANS = (
    ("tr-year", "Translate", "Basic", 12, 60_000, "yes", "no", 0),
    ("tr-two", "Translate", "Basic", 24, 60_000, "yes", "no", 0),
    ("tr-three", "Translate", "Basic", 36, 60_000, "yes", "no", 0),
    ("tr-pro", "Translate", "Pro", 12, 200_000, "yes", "yes", 14),
    ("desk-3", "", "", 1200, "", "yes", "yes", 0),
)
DISSATISFIED, SATISFIED = ("victor",), ("sofie", "xavier")
Contract = tuple[str, str, str, str, str | None, str | None, str | None, str]


def files(today: date, dice: np.random.Generator) -> Files:
    """The shop's files on a day."""
    contracts = [*_named(today), *_others(today, dice)]
    return {
        "products": table(
            ("sku", "name", "price", "cost", "new version", "active from"),
            [(*row[:5], days_before(today, 30) if row[5] else None) for row in PRODUCTS],
        ),
        "customers": customers(NAME, PEOPLE, OTHERS),
        "plans": table(
            (
                "sku",
                "ladder",
                "level",
                "term months",
                "limit: words | nl=woorden | fi=sanat | fr=mots | de=Wörter",
                "feature: Memory | en=a memory of your translations | nl=een geheugen van je vertalingen"
                " | fi=käännösmuisti | fr=une mémoire de vos traductions | de=ein Gedächtnis Ihrer Übersetzungen",
                "feature: Glossary | en=your own glossary | nl=je eigen woordenlijst | fi=oma sanasto"
                " | fr=votre propre glossaire | de=ein eigenes Glossar",
                "trial days",
            ),
            PLANS,
        ),
        "contracts": table(
            (
                "licence number",
                "customer id",
                "plan code",
                "start date",
                "renewal date",
                "trial until",
                "last used",
                "features tried",
            ),
            contracts,
        ),
        "usage": table(("contract number", "counter", "month", "used"), _usage(contracts, today, dice)),
    }


def _named(today: date) -> Iterator[Contract]:
    soon, trial_end = (today + timedelta(days=21)).isoformat(), (today + timedelta(days=5)).isoformat()
    yesterday, began = days_before(today, 1), days_before(today, 10)
    yield "S-sofie", "sofie", "tr-year", days_before(today, 709), soon, None, yesterday, "Memory"
    yield "S-tom", "tom", "tr-pro", began, None, trial_end, yesterday, "Glossary"
    yield "S-ursula", "ursula", "tr-pro", began, None, trial_end, None, ""
    yield "S-victor", "victor", "tr-pro", began, None, trial_end, yesterday, "Glossary"
    far = (today + timedelta(days=200)).isoformat()
    yield "S-wendy", "wendy", "tr-year", days_before(today, 165), far, None, yesterday, "Glossary"
    yield "S-xavier", "xavier", "desk-2", days_before(today, 600), None, None, yesterday, ""
    yield "S-yara", "yara", "desk-2", days_before(today, 6), None, None, yesterday, ""


def _others(today: date, dice: np.random.Generator) -> Iterator[Contract]:
    for who in numbers(NAME, OTHERS):
        plan = str(dice.choice(("tr-year", "tr-pro", "desk-2"), p=(0.6, 0.2, 0.2)))
        age, used = int(dice.integers(40, 330)), int(dice.choice((1, 4, 20, 90), p=(0.4, 0.3, 0.2, 0.1)))
        renews = None if plan == "desk-2" else (today + timedelta(days=365 - age)).isoformat()
        tried = "Glossary" if plan == "tr-year" and dice.random() < 0.1 else "Memory"
        yield f"S-{who}", who, plan, days_before(today, age), renews, None, days_before(today, used), tried


def _usage(contracts: list[Contract], today: date, dice: np.random.Generator) -> Iterator[tuple[str, str, str, int]]:
    """Words translated in the last months, from when the contract began."""
    for (
        number,
        _,
        plan,
        began,
        *_,
    ) in contracts:
        if plan == "desk-2" or number in ("S-ursula",):
            continue
        usual = 9_000 if number == "S-sofie" else float(dice.gamma(2.0, 12_000))
        for back in range(MONTHS, 0, -1):
            month = month_before(today, back)
            if month.isoformat() >= began:
                yield number, "Words", month.isoformat()[:7], round(min(usual * float(dice.uniform(0.8, 1.2)), 60_000))
