"""The settings an owner changes on a page, with the words a shopkeeper reads. The others: `worthmore settings`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop as _

from worthmore.backoffice.sentences import Kind, Sentences
from worthmore.vocabulary.policy import Policy


class Looser(StrEnum):
    """In which direction a value asks less of the shop than its default does."""

    MORE = "more"
    LESS = "less"
    NEVER = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of the policy. `unit` stands behind the field; looser than the default needs a written reason."""

    name: str
    label: str
    hint: str = ""
    unit: str = ""
    kind: str = "number"
    looser: Looser = Looser.NEVER

    def loosens(self, value: object) -> bool:
        """Whether a value asks less than the default does."""
        default = getattr(Policy(), self.name)
        if self.looser is Looser.NEVER or not isinstance(value, int | float) or not isinstance(default, int | float):
            return False
        return value > default if self.looser is Looser.MORE else value < default


@dataclass(frozen=True, slots=True)
class Section:
    """Settings that belong together; saved together."""

    name: str
    heading: str
    settings: tuple[Setting, ...]
    hint: str = ""

    @property
    def needs_reason(self) -> bool:
        """Whether some of them are rules of the house that only a written reason loosens."""
        return any(setting.looser for setting in self.settings)


DAYS, MONTHS = _("days"), _("months")
FOR_EVER = _("0: for ever")
SELLER = Section(
    "seller",
    _("Who you are"),
    (
        Setting("seller", _("Legal name of the seller"), kind="text"),
        Setting("seller_address", _("Postal address"), kind="text"),
        Setting("seller_email", _("E-mail address for customers"), kind="email"),
    ),
    _("Stands on customers' own pages, in documents, and as the sender in every permission."),
)
PERMISSION = Section(
    "permission",
    _("Permissions of customers"),
    (
        Setting("consent_months", _("A yes is too old after"), _("without a purchase or renewal; 0: never"), MONTHS),
        Setting("ex_customer_months", _("A customer is a former one after"), _("without a purchase; 0: never"), MONTHS),
        Setting("confirm_days", _("A link to confirm a yes works for"), "", DAYS),
        Setting("list_days", _("A do-not-contact list is out of date after"), "", DAYS),
    ),
)
KEEPING = Section(
    "keeping",
    _("How long things are kept"),
    (
        Setting("activity_days", _("Products looked at and put in carts"), FOR_EVER, DAYS),
        Setting("model_months", _("Order lines that are learned from"), FOR_EVER, MONTHS),
        Setting("decision_days", _("Decisions and what became of offers"), FOR_EVER, DAYS),
        Setting("reject_days", _("Rows of imports that were refused"), FOR_EVER, DAYS),
        Setting("request_months", _("What customers asked of you"), FOR_EVER, MONTHS),
        Setting("audit_days", _("The audit log"), FOR_EVER, DAYS),
    ),
)
LOGIN = Section(
    "login",
    _("Logging in"),
    (Setting("owners_need_two_factor", _("Owners must log in with a second factor"), kind="switch"),),
)
SECTIONS = (SELLER, PERMISSION, KEEPING, LOGIN)

REFUSALS = Sentences(
    (
        _("%(name)s is %(value)s; it cannot be below zero"),
        _("%(name)s is %(value)s; it must be a whole number"),
        _("%(name)s is %(value)s; it must be a number such as 0.25"),
        _("%(name)s is %(value)s; it must be a text"),
        _("%(name)s is %(value)s; it must be true or false"),
    ),
    {"name": Kind(r"\w+"), "value": Kind(r".+")},
)
"""What is wrong with a value, as the shop's own settings say it."""


def section(name: str) -> Section | None:
    """The section with this name."""
    return next((one for one in SECTIONS if one.name == name), None)


def typed_values(asked: Section, given: Mapping[str, str]) -> Iterator[tuple[Setting, object]]:
    """What a form says of each setting; a switch that is not there is off."""
    for setting in asked.settings:
        if setting.kind == "switch":
            yield setting, given.get(setting.name) == "on"
        else:
            yield setting, given.get(setting.name, "").replace("\x00", "").strip()[:500]
