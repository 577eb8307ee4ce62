"""The do-not-contact lists there are, and what each of them is a list of."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import new

from phonenumbers import parse

from worthmore.consent.addresses.hashing import digest
from worthmore.consent.values import AddressKind
from worthmore.vocabulary.permission import Channel

CALLS = frozenset({Channel.CALL_LIVE, Channel.CALL_AUTO})
LETTERS = frozenset({Channel.POST})


@dataclass(frozen=True, slots=True)
class DoNotContactList:
    """One list: of numbers or of people and doors, in which country, and which channels it closes."""

    name: str
    title: str
    kind: AddressKind
    country: str
    channels: frozenset[Channel]


LISTS = {
    one.name: one
    for one in (
        DoNotContactList("DNCM", "Ne m'appelez plus / Bel-me-niet-meer", AddressKind.PHONE, "BE", CALLS),
        DoNotContactList("ROBINSON_BE", "Robinson (post), Belgium", AddressKind.POST, "BE", LETTERS),
        DoNotContactList("POSTFILTER", "Postfilter, Netherlands", AddressKind.POST, "NL", LETTERS),
        DoNotContactList("ROBINSON_FI_PHONE", "Puhelin-Robinson", AddressKind.PHONE, "FI", CALLS),
        DoNotContactList("ROBINSON_FI_POST", "Posti-Robinson", AddressKind.POST, "FI", LETTERS),
        DoNotContactList("TPS", "Telephone Preference Service", AddressKind.PHONE, "GB", CALLS),
        DoNotContactList("CTPS", "Corporate Telephone Preference Service", AddressKind.PHONE, "GB", CALLS),
        DoNotContactList("MPS", "Mailing Preference Service", AddressKind.POST, "GB", LETTERS),
        DoNotContactList("BLOCTEL", "Bloctel", AddressKind.PHONE, "FR", CALLS),
        DoNotContactList("ROBINSON_FR", "Liste Robinson (Stop Publicité)", AddressKind.POST, "FR", LETTERS),
        DoNotContactList("DNC", "National Do Not Call Registry", AddressKind.PHONE, "US", CALLS),
    )
}

SCHEMES = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}
"""How long a hash is in hexadecimal tells which one it is."""
DOORS = "doors"
"""The scheme of a list of doors without names: of no use as long as the shop knows no streets."""


def listed_forms(kind: AddressKind, spelled: str, scheme: str) -> list[str]:
    """The hashes under which an address stands on a list of that scheme.

    Of a list that came hashed nobody says how its numbers were written before: with +, with 00, or bare, with the
    country's prefix or the 0 of the country itself. All of them are looked for.
    """
    if scheme in ("", DOORS):
        return [digest(kind, spelled)] if spelled else []
    return [
        given_digest(scheme, new(scheme, form.encode(), usedforsecurity=False).hexdigest()) for form in _forms(spelled)
    ]


def given_digest(scheme: str, hexadecimal: str) -> str:
    """What is kept of a hash that came from outside: a keyed hash of it."""
    return digest(f"listed {scheme}", hexadecimal.lower())


def _forms(spelled: str) -> list[str]:
    if not spelled.startswith("+"):
        return [spelled] if spelled else []
    number = parse(spelled)
    national = str(number.national_number)
    bare = f"{number.country_code}{national}"
    return [f"+{bare}", f"00{bare}", bare, f"0{national}", national]
