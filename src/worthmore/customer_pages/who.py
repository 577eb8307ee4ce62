"""Who a page is about, told so that its owner knows it and somebody looking over their shoulder learns little."""

from __future__ import annotations

from worthmore.shop.queries import PersonRecord
from worthmore.vocabulary.bidi import isolated


def masked(person: PersonRecord) -> str:
    """The e-mail address with most of its name hidden, or the name; empty where neither is known."""
    email = next((one.email for one in person.customers if "@" in one.email), "")
    if email:
        name, _, domain = email.partition("@")
        return f"{name[:1]}•••@{domain}"
    return isolated(next((one.name for one in person.customers if one.name), ""))


def country_of(person: PersonRecord) -> str:
    """The country as two letters, when the shop has written it so; empty otherwise."""
    told = (one.country.strip().upper() for one in person.customers)
    return next((country for country in told if len(country) == 2 and country.isalpha()), "")


def sources_of(person: PersonRecord) -> list[str]:
    """The shops of this seller that know the person."""
    return list(dict.fromkeys(one.source for one in person.customers))
