"""Who may be reached, how and what for: the words of permission, and what is known of one person when it is asked.

The law that answers is in `worthmore.law`; what people said is remembered in `worthmore.consent`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Channel(StrEnum):
    """A way to reach a customer, or to use what is known of them."""

    EMAIL = "email"
    SMS = "sms"
    MESSAGE_APP = "message_app"
    PUSH = "push"
    CALL_LIVE = "call_live"
    CALL_AUTO = "call_auto"
    POST = "post"
    PARCEL_INSERT = "parcel_insert"
    ONSITE_SESSION = "onsite_session"
    ONSITE_PROFILE = "onsite_profile"
    AD_AUDIENCE = "ad_audience"
    OPEN_PIXEL = "open_pixel"


class Purpose(StrEnum):
    """What a permission is for. A permission for one purpose is none for another."""

    MARKETING = "marketing"
    AD_AUDIENCE = "ad_audience"
    OPEN_TRACKING = "open_tracking"
    SPECIAL_CATEGORY = "special_category_explicit"


class Audience(StrEnum):
    """In what capacity somebody is addressed."""

    B2C = "b2c"
    SOLE_TRADER = "sole_trader"
    B2B_NAMED = "b2b_named"
    B2B_GENERIC = "b2b_generic"


class Relation(StrEnum):
    """How far somebody has come with this seller."""

    PROSPECT = "prospect"
    ACCOUNT_ONLY = "account_only"
    CART_ONLY = "cart_only"
    CUSTOMER = "customer"
    EX_CUSTOMER = "ex_customer"


class Act(StrEnum):
    """What somebody did: gave a permission, withdrew it, objected, or lifted their own objection again."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"
    OBJECTED = "objected"
    LIFTED = "lifted"


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of the ledger as a decision sees it.

    `channel` None is every channel, `purpose` None every purpose (only an objection or withdrawal may be that wide).
    `own_act` is True when the person did it themselves, provably (a confirmed link, their own page); only such a
    later act lifts an objection. `written` and `double_opt_in` are the forms of proof some countries ask for.
    """

    act: Act
    channel: Channel | None
    purpose: Purpose | None
    at: datetime
    own_act: bool = False
    double_opt_in: bool = False
    written: bool = False
    reference: str = ""


@dataclass(frozen=True, slots=True)
class SaleContact:
    """The recorded facts of soft opt-in: how this channel's address was obtained.

    `at` is when; `last_sale_at` the last sale to this person. `by_seller`: directly by this legal entity.
    `opt_out_offered`: a clear, free opt-out stood beside the field. `negotiated`: no sale yet, only negotiations for
    one (enough in the United Kingdom).
    """

    channel: Channel
    at: datetime
    by_seller: bool
    in_sale: bool
    opt_out_offered: bool
    negotiated: bool = False
    last_sale_at: datetime | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ListHit:
    """An address stands on a do-not-contact list (DNCM, Postfilter, Robinson …), as of the list's date."""

    list: str
    channel: Channel
    list_at: datetime


@dataclass(frozen=True, slots=True)
class Subject:
    """All that is known of one person when the law is asked. No name, no address.

    `country` is ISO 3166 alpha-2 of the recipient; "" is unknown, and then the strictest rule holds. `suppressed` are
    the channels whose address is on the suppression list (None: all of them). `minor` None: unknown.
    `checked_lists` maps the name of each list the seller has loaded to its date.
    """

    key: str
    country: str = ""
    audience: Audience = Audience.B2C
    relation: Relation = Relation.PROSPECT
    statements: tuple[Statement, ...] = ()
    sale_contacts: tuple[SaleContact, ...] = ()
    list_hits: tuple[ListHit, ...] = ()
    checked_lists: tuple[tuple[str, datetime], ...] = ()
    suppressed: frozenset[Channel | None] = frozenset()
    minor: bool | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be sent or used, and when.

    `similar`: it is about the seller's own products, similar to what the person bought. `opt_out_in_message`: it
    carries a working way to say no. `special_category`: it would use or reveal health, religion and the like.
    `personalised`: it is chosen from this person's data. `about_work`: it concerns the person's work.
    """

    channel: Channel
    at: datetime
    purpose: Purpose = Purpose.MARKETING
    similar: bool = False
    opt_out_in_message: bool = True
    special_category: bool = False
    personalised: bool = True
    about_work: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that was checked: its stable name, whether it held, and in plain English what was found."""

    name: str
    met: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, with the rule that decided, what was checked, and what would change it.

    `rule` is a row's id in the rule table, or "objection", "suppression", "list", "minor" or "default" where no row
    decided. `step` is the step of the order of precedence (1 objection … 6 otherwise). `duties` are the ids of the
    rows that demand something of a message that is allowed (a written offer after a call, quiet hours …).
    """

    allowed: bool
    rule: str
    step: int
    reason: str
    conditions: tuple[Condition, ...] = ()
    would_change: tuple[str, ...] = ()
    duties: tuple[str, ...] = field(default=())
    warnings: tuple[str, ...] = field(default=())
