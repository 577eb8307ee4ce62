"""What people allowed and refused. Nobody outside this room opens these tables.

Nothing here points at a person by a foreign key: `person_key` is the pseudonymous key of `shop`, and rows under the
former keys of a merged person are theirs too. Addresses are kept as keyed hashes only.
"""

from worthmore.consent.models.addresses import ContactList, ListEntry, Suppression
from worthmore.consent.models.facts import Capacity, SaleContact, Similar
from worthmore.consent.models.ledger import Entry, Erasing, Text
from worthmore.consent.models.person import Link, Preference
from worthmore.consent.models.switch import Switch

__all__ = [
    "Capacity",
    "ContactList",
    "Entry",
    "Erasing",
    "Link",
    "ListEntry",
    "Preference",
    "SaleContact",
    "Similar",
    "Suppression",
    "Switch",
    "Text",
]
