"""A person's own details as a form: what is known, what may stand there, and what was changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as word

from worthmore.customer_pages.languages import LANGUAGES
from worthmore.customer_pages.occasions import Choice
from worthmore.rights.operations import Correction
from worthmore.shop.queries import PersonRecord

COUNTRIES = ("BE", "NL", "LU", "DE", "FR", "FI", "AT", "CH", "DK", "EE", "ES", "GB", "IE", "IT", "NO", "PL", "PT", "SE")


@dataclass(frozen=True, slots=True)
class Kind:
    """One detail: its name on the page, how long it may be, and what a browser may fill in by itself."""

    label: str
    longest: int
    autocomplete: str
    type: str = "text"


FIELDS: Mapping[str, Kind] = {
    "name": Kind(word("Name"), 200, "name"),
    "email": Kind(word("E-mail address"), 254, "email", "email"),
    "phone": Kind(word("Telephone number"), 32, "tel", "tel"),
    "postcode": Kind(word("Postcode"), 16, "postal-code"),
    "city": Kind(word("Town"), 100, "address-level2"),
    "country": Kind(word("Country"), 64, "country"),
    "language": Kind(word("Language you like to read"), 8, "language"),
}


@dataclass(frozen=True, slots=True)
class DetailField:
    """One field of the form. With `choices` it is a list to choose from. `wrong` says how to mend it."""

    name: str
    label: str
    value: str
    wrong: str
    type: str
    longest: int
    autocomplete: str
    choices: tuple[Choice, ...] = ()


def known(person: PersonRecord) -> dict[str, str]:
    """What the shop knows, the first source that knows something before others."""
    return {name: next(filter(None, (getattr(one, name) for one in person.customers)), "") for name in FIELDS}


def form(values: Mapping[str, str], wrong: Mapping[str, str]) -> list[DetailField]:
    """The fields with these values, in the page's language."""
    return [_field(name, kind, values.get(name, ""), wrong.get(name, "")) for name, kind in FIELDS.items()]


def problems(values: Mapping[str, str]) -> dict[str, str]:
    """What cannot stand so, by field: what is wrong and how to mend it."""
    return {name: said for name, value in values.items() if (said := _problem(name, value))}


def correction(before: Mapping[str, str], after: Mapping[str, str]) -> Correction | None:
    """Only what was changed; None when nothing was."""
    changed = {name: value for name, value in after.items() if value != before[name]}
    return Correction(**changed) if changed else None


def _field(name: str, kind: Kind, value: str, wrong: str) -> DetailField:
    choices = {"country": _countries, "language": _languages}.get(name)
    listed = tuple(choices(value)) if choices else ()
    return DetailField(name, _(kind.label), value, wrong, kind.type, kind.longest, kind.autocomplete, listed)


def _problem(name: str, value: str) -> str:
    longest = FIELDS[name].longest
    if len(value) > longest:
        return _("Too long: at most %(number)d characters.") % {"number": longest}
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in value):
        return _("There is a character here that cannot be kept. Type it again.")
    if name == "email" and value and not _is_email(value):
        return _("This is not an e-mail address: it looks like name@example.org.")
    return ""


def _is_email(value: str) -> bool:
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True


def _countries(value: str) -> list[Choice]:
    """The countries nearby by name, with whatever stands there now."""
    names = Locale.parse(get_language() or "en").territories
    listed = sorted(((code, str(names.get(code, code))) for code in COUNTRIES), key=lambda one: one[1])
    if value and value not in COUNTRIES:
        listed.insert(0, (value, str(names.get(value.upper(), value))))
    return [Choice("", "–", not value), *(Choice(code, name, code == value) for code, name in listed)]


def _languages(value: str) -> list[Choice]:
    listed = [*LANGUAGES]
    if value and value not in dict(listed):
        listed.insert(0, (value, value))
    return [Choice("", "–", not value), *(Choice(code, name, code == value) for code, name in listed)]
