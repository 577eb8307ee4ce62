"""What a person wants to hear about, and how often: the parts of the shop are the topics."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as word

from worthmore.consent.values import Frequency, Preferences
from worthmore.customer_pages.occasions import Choice
from worthmore.shop.queries import departments

FREQUENCIES: Mapping[Frequency, str] = {
    Frequency.USUAL: word("As often as there is something that may suit you"),
    Frequency.MONTHLY: word("Once a month"),
    Frequency.QUARTERLY: word("Once every three months"),
    Frequency.YEARLY: word("Once a year"),
}
AS_USUAL = "usual"
DEMO_DEPARTMENTS = (
    word("Bicycles"),
    word("Bicycle accessories"),
    word("Kitchen"),
    word("Kitchen accessories"),
    word("Household supplies"),
    word("Furniture"),
    word("Home accessories"),
)
"""The demo shop names its departments in English; another shop's stand as it wrote them."""


def topics(sources: Iterable[str], preferences: Preferences) -> list[Choice]:
    """Every topic, chosen unless the person does not want it; named in the page's language where a room knows how."""
    return [Choice(name, _(name), name not in preferences.muted) for name in departments(sources)]


def muted_after(sources: Iterable[str], preferences: Preferences, ticked: Collection[str]) -> set[str]:
    """Topics not wanted after a form in which these were ticked; what the page did not list stays as it was."""
    listed = set(departments(sources))
    return (set(preferences.muted) - listed) | (listed - set(ticked))


def frequencies(preferences: Preferences) -> list[Choice]:
    """How often at most."""
    return [Choice(one.value or AS_USUAL, _(label), preferences.frequency is one) for one, label in FREQUENCIES.items()]


def frequency_of(sent: str, otherwise: Frequency) -> Frequency:
    """What a form's field says."""
    known = {one.value or AS_USUAL: one for one in Frequency}
    return known.get(sent, otherwise)
