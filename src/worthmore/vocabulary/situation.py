"""All that a decision may look at, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from worthmore.vocabulary.contracts import Contract
from worthmore.vocabulary.journey import NEVER, Ordered, Stage
from worthmore.vocabulary.needs import Need
from worthmore.vocabulary.permission import Channel, Verdict
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.satisfaction import UNKNOWN, Satisfaction
from worthmore.vocabulary.standing import CLEAR, Standing


@dataclass(frozen=True, slots=True)
class Placement:
    """A place and moment where an offer may appear: which sources it asks, in order, and how many offers it shows.

    `limit` is how many are shown when nobody asks for a number; `most` is how many may be asked for. `channel` is what
    it speaks through: in the shop itself, or a way to go to somebody. `campaign`: it belongs to a campaign of the
    shop's own; what must go (clearance) is proposed there and nowhere else.
    """

    name: str
    sources: tuple[str, ...]
    limit: int = 3
    needs_chosen: bool = False
    most: int = 50
    channel: Channel = Channel.ONSITE_SESSION
    campaign: bool = False

    @property
    def proactive(self) -> bool:
        """Whether it goes to the person, by message, call or post, rather than answering while they shop."""
        return self.channel is not Channel.ONSITE_SESSION and self.channel is not Channel.ONSITE_PROFILE


@dataclass(frozen=True, slots=True)
class CartLine:
    """One line of the cart. `unit_price` is what the customer pays for one unit, minor units, VAT included.

    `accepted_extra` is the part of this line's total that is there because the customer accepted an offer: the
    whole line for a cross-sell, the price difference times the quantity for an upgrade.
    """

    product: Product
    quantity: int
    unit_price: int
    accepted_extra: int = 0

    def __post_init__(self) -> None:
        if self.quantity < 1:
            raise ValueError(f"cart line {self.product.id}: quantity {self.quantity} is below one")
        if self.unit_price < 0:
            raise ValueError(f"cart line {self.product.id}: unit price {self.unit_price} is below zero")
        if not 0 <= self.accepted_extra <= self.total:
            raise ValueError(f"cart line {self.product.id}: accepted extra {self.accepted_extra} exceeds its total")

    @property
    def total(self) -> int:
        """Minor units for the whole line."""
        return self.quantity * self.unit_price


@dataclass(frozen=True, slots=True)
class Permission:
    """What the law and the person themself say to this placement.

    Where it goes to the person: whether it may, with something `similar` to what they bought, or with anything `other`.
    In the shop: whether suggestions may come from what is known of them; both are the same then.
    """

    similar: Verdict
    other: Verdict

    @property
    def denied(self) -> bool:
        """Whether nothing at all is allowed."""
        return not self.similar.allowed and not self.other.allowed


@dataclass(frozen=True, slots=True)
class Person:
    """What the shop knows of one customer that a decision may use; no name, no address.

    `key` is stable and pseudonymous. `owned` maps a product id to when it was last bought and kept; `refused` maps a
    product id to when an offer of it was last declined, in whatever channel. `refused_kinds` maps an offer kind to how
    often it was declined since an offer of it was last accepted. `satisfaction` is 0 (unhappy) to 1 (happy), the most
    recent record, with its time. `country` is ISO 3166 alpha-2, "" unknown. `contacts` are the messages, calls and
    cards of late, `contact_every_days` how far apart the person wants them, and `similar` the shop's own rows of what
    is similar to what (bought, offered, whether); all three only where a placement goes to the person. `permission`
    None: nobody asked, so nothing that needs it is allowed.

    `contracts` are those with this shop, where it sells plans.

    `felt` is the grade weighed from all evidence, `stage` where they stand on their journey, told from `ordered` and
    `contracts`. `recent` is what of `owned` was bought so lately that they may not have had time to use it. `needs` are
    what they told us. `shown` maps a product id to on how many days of late it was shown to them without an answer,
    `accepted` to when they last said yes to it. `viewed` are the products they looked at of late, read only where a
    placement asks what they never saw.

    Where suggestions may not come from what is known of them, `owned`, `contracts`, `ordered` and `recent` are empty
    and `stage` is that of a visitor: what is not there chooses nothing. What protects them (refusals, satisfaction,
    `standing`) and what they told us to heed (`needs`) is always there.
    """

    key: str
    owned: Mapping[str, datetime] = field(default_factory=dict)
    refused: Mapping[str, datetime] = field(default_factory=dict)
    satisfaction: float | None = None
    satisfaction_at: datetime | None = None
    refused_kinds: Mapping[str, int] = field(default_factory=dict)
    standing: Standing = CLEAR
    country: str = ""
    contacts: tuple[tuple[Channel, datetime], ...] = ()
    contact_every_days: int = 0
    similar: tuple[tuple[str, str, bool], ...] = ()
    permission: Permission | None = None
    contracts: tuple[Contract, ...] = ()
    felt: Satisfaction = UNKNOWN
    stage: Stage = Stage.VISITOR
    ordered: Ordered = NEVER
    recent: Mapping[str, datetime] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()
    shown: Mapping[str, int] = field(default_factory=dict)
    viewed: frozenset[str] = frozenset()
    accepted: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything one decision looks at.

    `history_known` is False when the customer is named but their history could not be read: rules that need it then
    refuse. `at` is in UTC. `chosen` is the product the customer is looking at or has just put in the cart.
    `on_page` are the products that another block of the same page offers already.
    """

    placement: Placement
    at: datetime
    language: str
    cart: tuple[CartLine, ...] = ()
    chosen: Product | None = None
    person: Person | None = None
    history_known: bool = True
    exclude: frozenset[str] = frozenset()
    limit: int = 3
    on_page: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        """What the cart costs now, minor units."""
        return sum(line.total for line in self.cart)

    @property
    def accepted_extra(self) -> int:
        """What accepted offers have added to this order so far, minor units."""
        return sum(line.accepted_extra for line in self.cart)

    @property
    def reference(self) -> int:
        """The order before any offer was accepted, minor units."""
        return self.total - self.accepted_extra
