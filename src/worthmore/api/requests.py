"""What may be asked, field by field. Whatever is not named here is refused by name."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec.json import encode

MOST_LINES = 200
MOST_EXCLUDED = 500
MOST_EVENTS = 1000
MOST_ORDER_LINES = 1000
MOST_CASES = 1000
MOST_STATES = 1000
MOST_NEEDS = 100
MOST_PIECES = 100_000
MOST_SETTINGS_BYTES = 4096
MOST_MONEY = 100_000_000_000

# Control characters are in no shop's ids, and PostgreSQL cannot store NUL. The last part is for Python, whose `$`
# also fits before a final line break.
PRINTABLE = r"^[^\u0000-\u001f\u007f]+(?!\n)$"

Id = Annotated[str, Meta(min_length=1, max_length=128, pattern=PRINTABLE)]
EventId = Annotated[str, Meta(min_length=1, max_length=64, pattern=PRINTABLE)]
Token = Annotated[str, Meta(min_length=1, max_length=4096, pattern=PRINTABLE)]
Moment = Annotated[datetime, Meta(tz=True)]
Pieces = Annotated[int, Meta(ge=1, le=MOST_PIECES)]
Cents = Annotated[int, Meta(ge=0, le=MOST_MONEY)]

ProductId = Annotated[Id, Meta(description="The shop's own product id, 1 to 128 characters.", examples=["lock-7"])]
CustomerId = Annotated[Id | None, Meta(description="The shop's own customer id.", examples=["1042"])]
OfferToken = Annotated[Token | None, Meta(description="The token of the offer this line was bought on.")]
At = Annotated[
    Moment | None,
    Meta(
        description="When it happened: RFC 3339 with a time zone, such as 2026-05-01T10:00:00Z, from 1990 on and not "
        "in the future. Not given: now.",
        examples=["2026-05-01T10:00:00Z"],
    ),
]


Told = Moment | None | UnsetType
STAYS = "Not given: it stays as it is; null: it has not happened."


class CartLine(Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the cart. `unit_price` is what this customer pays for one, in cents, VAT included."""

    product: ProductId
    quantity: Annotated[Pieces, Meta(description=f"How many: 1 to {MOST_PIECES}.", examples=[1])] = 1
    unit_price: Annotated[
        Cents | None,
        Meta(description="Cents, VAT included. Not given: the price in the catalogue.", examples=[89900]),
    ] = None
    offer: OfferToken = None


class OffersRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Which offers, if any, fit this moment?"""

    placement: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=32,
            description="Where the offers would be shown: product_page, comparison, category, funnel, cart, checkout, "
            "till_upsell, till_cross_sell, thank_you or account.",
            examples=["cart"],
        ),
    ]
    customer: CustomerId = None
    cart: Annotated[
        tuple[CartLine, ...],
        Meta(max_length=MOST_LINES, description=f"What is in the cart: at most {MOST_LINES} lines."),
    ] = ()
    product: Annotated[Id | None, Meta(description="The product the customer looks at.", examples=["bike-21"])] = None
    locale: Annotated[
        Annotated[str, Meta(max_length=35)] | None,
        Meta(
            description="The customer's language: nl, en or fi, also as nl-BE. Not given: the shop's own.",
            examples=["nl-BE"],
        ),
    ] = None
    limit: Annotated[
        Annotated[int, Meta(ge=1, le=20)] | None,
        Meta(description="At most this many offers: 1 to 20. Not given: the placement's own number.", examples=[3]),
    ] = None
    exclude: Annotated[
        tuple[Id, ...],
        Meta(
            max_length=MOST_EXCLUDED,
            description=f"Product ids that must not be offered: at most {MOST_EXCLUDED}.",
            examples=[["lock-9"]],
        ),
    ] = ()
    settings: Annotated[
        dict[str, Any] | None,
        Meta(
            description="What the customer made of the product (artwork, engraving, colours), as any JSON object of at "
            f"most {MOST_SETTINGS_BYTES} bytes. It comes back with every offer, is not looked at and is kept nowhere.",
            examples=[{"logo": "upload-5182", "text": "Vlierhof"}],
        ),
    ] = None
    explain: Annotated[
        bool, Meta(description="Server keys only: also list what was refused, and why.", examples=[True])
    ] = False

    def __post_init__(self) -> None:
        if self.settings is not None and len(encode(self.settings)) > MOST_SETTINGS_BYTES:
            raise ValueError(f"settings is larger than {MOST_SETTINGS_BYTES} bytes; send the name of the artwork only")


class AnswerRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """What became of an offer. Sending it twice counts once."""

    token: Annotated[Token, Meta(description="The offer's token, exactly as it came.")]
    outcome: Annotated[
        Literal["impression", "accepted", "declined", "ignored", "not_asked"],
        Meta(
            description="impression, accepted, declined, ignored or not_asked.",
            examples=["accepted"],
        ),
    ]
    occasion: Annotated[
        Annotated[str, Meta(max_length=128)],
        Meta(
            description="Of a suggestion kept for when the line is down: the sale's order id.", examples=["till-1-77"]
        ),
    ] = ""
    customer: Annotated[
        Id | None,
        Meta(
            description="Server and till keys only: whose answer it was, once you know. Of an offer that was made to "
            "nobody in particular the answer then counts as theirs, also when it was sent before.",
            examples=["1042"],
        ),
    ] = None
    at: Annotated[At, Meta(description="Server and till keys only: when it was. Not given: now.")] = None


class Event(Struct, frozen=True, forbid_unknown_fields=True):
    """Something a visitor did with a product that is not a purchase."""

    id: Annotated[
        EventId, Meta(description="The shop's own id of the event, 1 to 64 characters.", examples=["e-90871"])
    ]
    type: Annotated[
        Literal["view", "cart_add", "cart_remove"],
        Meta(description="view, cart_add or cart_remove.", examples=["view"]),
    ]
    product: ProductId
    customer: CustomerId = None
    at: At = None


class EventsRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Up to a thousand events in one request."""

    events: Annotated[
        tuple[Event, ...], Meta(min_length=1, max_length=MOST_EVENTS, description=f"1 to {MOST_EVENTS} events.")
    ]


class OrderLine(Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a placed order. A quantity below zero is a return."""

    product: ProductId
    quantity: Annotated[
        int,
        Meta(
            ge=-MOST_PIECES,
            le=MOST_PIECES,
            description=f"How many: 1 to {MOST_PIECES}; below zero for a return; never 0.",
            examples=[1],
            extra_json_schema={"not": {"const": 0}},
        ),
    ]
    unit_price: Annotated[
        Cents, Meta(description="What was paid for one, in cents, VAT included, discount taken off.", examples=[5995])
    ]
    discount: Annotated[
        Cents, Meta(description="Cents off the whole line, already taken from unit_price.", examples=[0])
    ] = 0
    offer: OfferToken = None
    name: Annotated[
        Annotated[str, Meta(min_length=1, max_length=400, pattern=PRINTABLE)] | None,
        Meta(
            description="The product's name, for a product the catalogue does not have yet.", examples=["Folding lock"]
        ),
    ] = None

    def __post_init__(self) -> None:
        if self.quantity == 0:
            raise ValueError("quantity is 0; give how many were bought, or less than zero for a return")


class StateFields(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the shop tells of an order's delivery and payment, each as far as it knows."""

    promised_at: Annotated[
        Told, Meta(description=f"When it is to arrive at the latest. {STAYS}", examples=["2026-05-05T21:59:59Z"])
    ] = UNSET
    delivered_at: Annotated[Told, Meta(description=f"When it arrived. {STAYS}", examples=["2026-05-04T13:20:00Z"])] = (
        UNSET
    )
    due_at: Annotated[
        Told, Meta(description=f"When it is to be paid at the latest. {STAYS}", examples=["2026-05-31T21:59:59Z"])
    ] = UNSET
    paid_at: Annotated[Told, Meta(description=f"When it was paid. {STAYS}", examples=["2026-05-01T10:04:30Z"])] = UNSET
    reminded_at: Annotated[
        Told, Meta(description=f"When the last payment reminder went out. {STAYS}", examples=[None])
    ] = UNSET
    returned_at: Annotated[Told, Meta(description=f"When something of it last came back. {STAYS}", examples=[None])] = (
        UNSET
    )


MOMENTS: tuple[str, ...] = StateFields.__struct_fields__


class OrderRequest(StateFields, frozen=True, forbid_unknown_fields=True):
    """A placed order. Sending it again, also changed, is safe: lines are told apart and counted once."""

    id: Annotated[Id, Meta(description="The shop's own order id, 1 to 128 characters.", examples=["2026-00817"])]
    currency: Annotated[
        str,
        Meta(
            pattern=r"^[A-Z]{3}(?!\n)$", description="Three capital letters (ISO 4217), such as EUR.", examples=["EUR"]
        ),
    ]
    lines: Annotated[
        tuple[OrderLine, ...],
        Meta(min_length=1, max_length=MOST_ORDER_LINES, description=f"1 to {MOST_ORDER_LINES} lines."),
    ]
    at: At = None
    customer: CustomerId = None
    channel: Annotated[Literal["web", "till", "phone"], Meta(description="web, till or phone.", examples=["web"])] = (
        "web"
    )
    voucher: Annotated[
        Id | None,
        Meta(
            description="The code that was redeemed; what it took off is in the lines. One that is used up is kept all "
            "the same, and named in `warnings`.",
            examples=["SUMMER-15"],
        ),
    ] = None


class OrderState(StateFields, frozen=True, forbid_unknown_fields=True):
    """The state of one order the shop told of before."""

    order: Annotated[Id, Meta(description="The shop's own order id.", examples=["2026-00817"])]


class OrderStatesRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Up to a thousand orders in one request."""

    states: Annotated[
        tuple[OrderState, ...], Meta(min_length=1, max_length=MOST_STATES, description=f"1 to {MOST_STATES} orders.")
    ]


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """Something a customer waits to see solved. Told again, it changes: tell when it was solved, and it is closed."""

    id: Annotated[
        EventId, Meta(description="The shop's own id of the case, 1 to 64 characters.", examples=["ticket-7731"])
    ]
    customer: Annotated[Id, Meta(description="The shop's own customer id.", examples=["1042"])]
    kind: Annotated[
        Literal["complaint", "late_parcel", "withdrawal", "question"],
        Meta(description="complaint, late_parcel, withdrawal or question.", examples=["complaint"]),
    ]
    opened_at: Annotated[
        Moment | None,
        Meta(description="When it was opened. Not given: as told before, else now.", examples=["2026-05-01T10:00:00Z"]),
    ] = None
    solved_at: Annotated[Told, Meta(description=f"When it was solved. {STAYS}", examples=["2026-05-03T09:30:00Z"])] = (
        UNSET
    )


class CasesRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Up to a thousand cases in one request."""

    cases: Annotated[
        tuple[Case, ...], Meta(min_length=1, max_length=MOST_CASES, description=f"1 to {MOST_CASES} cases.")
    ]


class Need(Struct, frozen=True, forbid_unknown_fields=True):
    """What a customer told they need, in their own words. Told again under the same id, it is changed."""

    id: Annotated[EventId, Meta(description="Your own id of it, 1 to 64 characters.", examples=["need-311"])]
    customer: Annotated[Id, Meta(description="The shop's own customer id.", examples=["1042"])]
    text: Annotated[
        Annotated[str, Meta(min_length=2, max_length=500, pattern=PRINTABLE)],
        Meta(
            description="Their own words, 2 to 500 characters. Words about health, religion, intimacy and the like are "
            "refused: write what the product must be, not why.",
            examples=["a small kitchen, at most 55 cm wide"],
        ),
    ]
    language: Annotated[
        Annotated[str, Meta(max_length=8)], Meta(description="The language of it, such as nl.", examples=["en"])
    ] = ""
    category: Annotated[
        Annotated[str, Meta(max_length=400)],
        Meta(description="The part of the assortment it is about; not given: anything.", examples=["Kitchen/Fridges"]),
    ] = ""
    product: Annotated[
        Annotated[str, Meta(max_length=128)],
        Meta(description="The product it must belong to: a seat for this very bicycle.", examples=["bike-21"]),
    ] = ""
    told: Annotated[
        Literal["form", "till", "api", "preference"],
        Meta(description="Where they told it: form, till, api or preference.", examples=["till"]),
    ] = "api"
    by: Annotated[
        Annotated[str, Meta(max_length=150)],
        Meta(description="Who of the shop wrote it down; not given: the customer themself.", examples=["sanne"]),
    ] = ""
    at: At = None


class NeedsRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Up to a hundred needs in one request."""

    needs: Annotated[
        tuple[Need, ...], Meta(min_length=1, max_length=MOST_NEEDS, description=f"1 to {MOST_NEEDS} needs.")
    ]
