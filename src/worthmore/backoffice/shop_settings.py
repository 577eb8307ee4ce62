"""The settings an owner changes on a page, with the words a shopkeeper reads. The others: `worthmore settings`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from worthmore.backoffice.sentences import Kind, Sentences
from worthmore.vocabulary.contact_caps import USUAL


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of the policy. `unit` stands behind the field; `kind` is number, text, email, words or switch."""

    name: str
    label: str
    hint: str = ""
    unit: str = ""
    kind: str = "number"


@dataclass(frozen=True, slots=True)
class Section:
    """Settings that belong together; saved together."""

    name: str
    heading: str
    settings: tuple[Setting, ...]
    hint: str = ""


DAYS, MONTHS, HOURS = _("days"), _("months"), _("hours")
CLOCK = _("o'clock")
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
CAPS_LABELS = {
    "email/7": _("E-mails in 7 days"),
    "email/28": _("E-mails in 28 days"),
    "sms/28": _("Texts and app messages in 28 days"),
    "call/90": _("Telephone calls in 90 days"),
    "post/28": _("Letters and cards in 28 days"),
    "all/28": _("All together in 28 days"),
}
CAPS = Section(
    "caps",
    _("How often one person is reached at most"),
    (),
    _("Fewer is always possible; more only with your reason, which the audit log keeps."),
)
REST = Section(
    "rest",
    _("When nobody is disturbed"),
    (
        Setting("quiet_from", _("No calls or texts from"), _("in the evening, where the person lives"), CLOCK),
        Setting("quiet_until", _("No calls or texts until"), _("in the morning"), CLOCK),
        Setting("first_hours", _("No offer after a purchase for"), "", HOURS),
        Setting("return_days", _("No offer after a return for"), "", DAYS),
        Setting("case_days", _("No offer after a solved complaint for"), "", DAYS),
        Setting("refused_days", _("What was declined is not offered again for"), "", DAYS),
    ),
)
PERSON = Section(
    "person",
    _("Time, help and needs"),
    (
        Setting("use_days", _("Time to use what was bought, before the next of its kind"), "", DAYS),
        Setting("help_days", _("A contract not used once for so long: help first"), "", DAYS),
        Setting("lapse_days", _("A customer without a rhythm is lapsing after"), _("without an order"), DAYS),
        Setting("shown_most", _("What was shown in vain rests after"), _("on so many days; 0: never"), DAYS),
        Setting("shown_days", _("counted over"), "", DAYS),
        Setting("accepted_days", _("What was accepted is not asked again for"), "", DAYS),
        Setting(
            "need_words",
            _("What words of your customers mean"),
            _("such as: caravan = width at most 55 cm; mökki = second_home"),
            kind="words",
        ),
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
SECTIONS = (SELLER, CAPS, REST, PERSON, PERMISSION, KEEPING, LOGIN)

LABELS = {setting.name: setting.label for section in SECTIONS for setting in section.settings} | {
    f"contact_caps[{name!r}]": label for name, label in CAPS_LABELS.items()
}


def called(name: str) -> str:
    """What the page calls a setting."""
    return gettext(LABELS[name]) if name in LABELS else gettext(CAPS_LABELS.get(name, name))


REFUSALS = Sentences(
    (
        _("%(name)s is %(value)s; it cannot be below zero"),
        _("%(name)s is %(value)s; it must be a whole number"),
        _("%(name)s is %(value)s; it must be a number such as 0.25"),
        _("%(name)s is %(value)s; it must be a text"),
        _("%(name)s is %(value)s; it must be true or false"),
        _("%(name)s is %(value)s; evenings stay quiet: it must be an hour from 12 to 20"),
        _("%(name)s is %(value)s; mornings stay quiet: it must be an hour from 9 to 12"),
        _("contact_caps: %(name)s is %(value)s; it must be a whole number from 0 to %(most)s"),
    ),
    {
        "name": Kind(r"\w+(?:\['[\w/]+'\])?|[a-z]+/\d+", called),
        "value": Kind(r".+"),
        "most": Kind(r"\d+"),
    },
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


def typed_caps(given: Mapping[str, str]) -> dict[str, int | str]:
    """The caps a form says, where they differ from the usual; an empty field is the usual."""
    typed = {cap.name: given.get(cap.name, "").strip()[:20] for cap in USUAL}
    wanted = {name: int(text) if text.isascii() and text.isdigit() else text for name, text in typed.items() if text}
    return {cap.name: wanted[cap.name] for cap in USUAL if wanted.get(cap.name, cap.most) != cap.most}


def raised(caps: Mapping[str, object]) -> bool:
    """Whether a cap is higher than the usual one, which needs a written reason."""
    return any(isinstance(most := caps.get(cap.name), int) and most > cap.most for cap in USUAL)
