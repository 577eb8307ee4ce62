"""What this room takes in and gives out: frozen values, no tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from worthmore.vocabulary.permission import Act, Channel, Purpose


class ConsentError(ValueError):
    """Something this room cannot take in; says what, and how to mend it."""


class LinkError(ValueError):
    """A link that is not one of ours, or not of the kind it is used as; says why."""


class LinkKind(StrEnum):
    """What a link is for."""

    PAGE = "page"
    UNSUBSCRIBE = "unsubscribe"
    CONFIRM = "confirm"


class AddressKind(StrEnum):
    """What an address is: `CUSTOMER` is the shop's own customer id, written "source/id"."""

    EMAIL = "email"
    PHONE = "phone"
    POST = "post"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where somebody lives. A name or a street is enough beside the postcode; `country` is ISO 3166 alpha-2."""

    name: str
    street: str
    postcode: str
    country: str


class Frequency(StrEnum):
    """How often somebody wants to hear from the shop, over all channels together."""

    USUAL = ""
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class Wording:
    """The exact words somebody saw or heard. The same name, version and language always mean the same words.

    `words` may be empty when the wording is known already.
    """

    name: str
    version: str
    language: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """How somebody's act can be shown years later.

    `place`: where (an address of a page, "till 3"). `how`: "checkbox", "telephone", "paper form" … `evidence`: what
    else there is (a screenshot's name, an order number); plain JSON. `own_act`: the person did it themselves,
    provably: by a confirmed link or on their own page; only such an act lifts an objection. `written`: on paper or by
    electronic signature. `source` and `reference` name the act outside; the same again changes nothing. Without a
    reference, the content itself is the reference. `address`: the e-mail address or telephone number the act concerns,
    where one is known; only its keyed hash is kept.
    """

    recorded_by: str
    place: str = ""
    how: str = ""
    wording: Wording | None = None
    evidence: Mapping[str, object] = field(default_factory=dict)
    own_act: bool = False
    double_opt_in: bool = False
    written: bool = False
    source: str = ""
    reference: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ImportedAct:
    """One row of a file of permissions: whom it is of, as far as the file says, and what they said.

    `at` None: the file gives no time (only a no may lack one). `row` is the row's number in the file.
    """

    row: int
    act: Act
    channel: Channel | None
    purpose: Purpose | None
    at: datetime | None
    proof: Proof
    customer_id: str = ""
    email: str = ""
    phone: str = ""
    country: str = ""


class Fate(StrEnum):
    """What became of an imported act. `SUPPRESSED`: nobody here has the address; whoever gets it is not reached."""

    NEW = "new"
    SAME = "same"
    SUPPRESSED = "suppressed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ImportedFate:
    """What became of one row; of a rejected one also which field was at fault, why, and how to mend it."""

    row: int
    fate: Fate
    field: str = ""
    reason: str = ""
    mend: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row of the ledger, whole: what a person's permission page shows and a download holds.

    `channel` and `purpose` None are every one. `person_key` may be a former key of the person.
    """

    id: int
    person_key: str
    act: Act
    channel: Channel | None
    purpose: Purpose | None
    sender: str
    wording: Wording | None
    place: str
    how: str
    evidence: Mapping[str, object]
    own_act: bool
    double_opt_in: bool
    written: bool
    at: datetime
    recorded_at: datetime
    recorded_by: str
    source: str
    reference: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one act: `new` False when the very same was there already. `id` is the ledger row's."""

    id: int
    new: bool


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person prefers. `muted`: topics they do not want. `skipped`: occasion → last year skipped (0: every year).

    `suggestions_off`: they objected to personal suggestions. `asked_at`: when a permission was last asked for.
    """

    muted: frozenset[str] = frozenset()
    frequency: Frequency = Frequency.USUAL
    paused_until: datetime | None = None
    skipped: Mapping[str, int] = field(default_factory=dict)
    suggestions_off: bool = False
    asked_at: datetime | None = None

    def paused(self, at: datetime) -> bool:
        """Whether they asked for silence at that moment."""
        return self.paused_until is not None and at < self.paused_until

    def skips(self, occasion: str, year: int) -> bool:
        """Whether they do not want to hear of an occasion in that year ("no Mother's Day this year")."""
        until = self.skipped.get(occasion)
        return until is not None and (until == 0 or year <= until)


@dataclass(frozen=True, slots=True)
class Stop:
    """All marketing is stopped: by whom, since when, and why."""

    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """A link that is ours. `person_key` is "" once the person was erased or is not known any more.

    Follow it all the same: an unsubscription must be answered with "done" whoever it was for. `used_at`: when it
    first did what it is for. `expired`: a confirmation that came too late. `handed_over`: somebody of the shop saw it.
    """

    id: int
    kind: LinkKind
    person_key: str
    channel: Channel | None
    at: datetime
    used_at: datetime | None = None
    expired: bool = False
    handed_over: bool = False


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a click on a confirmation link did. `state`: confirmed, already (said before), expired or erased."""

    state: str
    person_key: str
    channel: Channel | None
    purpose: Purpose | None


@dataclass(frozen=True, slots=True)
class LoadedList:
    """A do-not-contact list as it counts now. `stale`: older than the setting `list_days` allows."""

    name: str
    list_date: date
    entries: int
    loaded_at: datetime
    stale: bool


@dataclass(frozen=True, slots=True)
class SimilarRow:
    """The shop's own word on similarity. `bought` and `offered`: a product's id, "Bicycles/City bikes/*", or "*"."""

    source: str
    bought: str
    offered: str
    similar: bool
