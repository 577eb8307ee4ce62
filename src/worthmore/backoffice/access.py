"""Who may see and do what in the back office: the whole of it on this page.

An address that does not stand here is closed to everybody (the door refuses it, and a test fails).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the shop, the least allowed last."""

    OWNER = "owner"
    MARKETER = "marketer"
    ASSISTANT = "assistant"
    VIEWER = "viewer"


Roles = frozenset[Role]
OWNER: Roles = frozenset({Role.OWNER})
MARKETING: Roles = OWNER | {Role.MARKETER}
COUNTER: Roles = MARKETING | {Role.ASSISTANT}
ALL: Roles = frozenset(Role)
NOBODY: Roles = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may open an address, and who may send its form.

    `public`: without logging in. `own`: about the login itself, open to whoever is logged in, whatever their role, also
    before the second factor is set up.
    """

    see: Roles = NOBODY
    do: Roles = NOBODY
    public: bool = False
    own: bool = False


ADDRESSES: dict[str, Rule] = {
    # ------------------------- may open it ------ may send its form --
    "login": Rule(public=True),
    "welcome": Rule(public=True),
    "logout": Rule(own=True),
    "code": Rule(own=True),
    "account": Rule(own=True),
    "two_factor": Rule(own=True),
    "two_factor_off": Rule(own=True),
    "recovery_codes": Rule(own=True),
    "choose_source": Rule(ALL, ALL),
    # ------------------------- figures and the catalogue -------------
    "today": Rule(ALL),
    "repair": Rule(ALL),
    "journey": Rule(ALL),
    "products": Rule(ALL),
    "product": Rule(ALL),
    "try_it": Rule(ALL),
    "suggest_products": Rule(ALL),
    # ------------------------- customers -----------------------------
    "customers": Rule(ALL),
    "customer": Rule(ALL),
    "suggest_customers": Rule(ALL),
    "permission": Rule(ALL),
    "record_no": Rule(COUNTER, COUNTER),
    "record_yes": Rule(COUNTER, COUNTER),
    "customer_link": Rule(MARKETING, MARKETING),
    "download": Rule(MARKETING, MARKETING),
    "erase": Rule(OWNER, OWNER),
    # ------------------------- rules ---------------------------------
    "rules": Rule(ALL),
    "simulator": Rule(ALL),
    "privacy": Rule(ALL, MARKETING),
    "hand_rules": Rule(ALL),
    "hand_rule_new": Rule(MARKETING, MARKETING),
    "hand_rule": Rule(MARKETING, MARKETING),
    "levers": Rule(MARKETING, MARKETING),
    "texts": Rule(ALL),
    "text": Rule(ALL, MARKETING),
    "privacy_document": Rule(ALL),
    # ------------------------- the shop itself -----------------------
    "stop": Rule(MARKETING, MARKETING),
    "resume": Rule(OWNER, OWNER),
    "settings": Rule(OWNER, OWNER),
    "people": Rule(OWNER, OWNER),
    "person": Rule(OWNER, OWNER),
    "audit": Rule(OWNER),
    "audit_csv": Rule(OWNER),
}

# What a page that several roles may open shows to some of them only.
FACTS: dict[str, Roles] = {
    "contact_data": MARKETING,  # whole e-mail addresses and telephone numbers; the others see enough to check one
    "all_customers": MARKETING,  # the list without a search; the others must know whom they look for
    "evidence": MARKETING,  # what is kept to prove a permission, which may hold contact data
}
READING = frozenset({"GET", "HEAD"})


def may(role: Role | None, name: str, method: str = "GET") -> bool:
    """Whether a role may open an address (or, with "POST", send its form). An unknown address: no. No role: hardly."""
    rule = ADDRESSES.get(name)
    if rule is None:
        return False
    return rule.public or rule.own or role in (rule.see if method in READING else rule.do)


def sees(role: Role | None, fact: str) -> bool:
    """Whether a role is shown these facts."""
    return role in FACTS[fact]


def known_role(name: str) -> Role | None:
    """The role of this name; None when there is none."""
    return Role(name) if name in set(Role) else None
