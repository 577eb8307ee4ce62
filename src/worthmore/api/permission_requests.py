"""What a request to /v1/permissions may hold: what a customer allowed or refused, with its proof."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from worthmore.api.requests import PRINTABLE, At, Id

MOST_PERMISSIONS = 100
MOST_EVIDENCE = 50

Channel = Literal[
    "email",
    "sms",
    "message_app",
    "push",
    "call_live",
    "call_auto",
    "post",
    "parcel_insert",
    "onsite_profile",
    "ad_audience",
    "open_pixel",
]
ActId = Annotated[
    Annotated[str, Meta(min_length=1, max_length=100, pattern=PRINTABLE)],
    Meta(description="Your own id of it, 1 to 100 characters; sent twice it counts once.", examples=["optin-4711"]),
]
Where = Annotated[
    Annotated[str, Meta(max_length=200)],
    Meta(description="Where it was collected.", examples=["https://shop.example/checkout"]),
]
Evidence = Annotated[
    Annotated[dict[str, Any], Meta(max_length=MOST_EVIDENCE)],
    Meta(description="Whatever else proves it, as a JSON object.", examples=[{"order": "2026-00817"}]),
]


class PermissionText(Struct, frozen=True, forbid_unknown_fields=True):
    """The exact words the person saw. The same name, version and language always mean the same words."""

    name: Annotated[
        Annotated[str, Meta(min_length=1, max_length=64, pattern=PRINTABLE)],
        Meta(description="Your own name for the text.", examples=["newsletter-checkout"]),
    ]
    version: Annotated[
        Annotated[str, Meta(min_length=1, max_length=32, pattern=PRINTABLE)],
        Meta(description="Its version; other words need another.", examples=["2026-03"]),
    ]
    language: Annotated[
        Annotated[str, Meta(min_length=1, max_length=8, pattern=PRINTABLE)],
        Meta(description="The language it was shown in.", examples=["nl"]),
    ]
    words: Annotated[
        Annotated[str, Meta(max_length=20_000)],
        Meta(
            description="The words themselves; they may be left out once they are known.",
            examples=["Ja, stuur mij aanbiedingen per e-mail."],
        ),
    ] = ""


class Permission(Struct, frozen=True, forbid_unknown_fields=True):
    """Something a customer allowed or refused."""

    id: ActId
    act: Annotated[
        Literal["given", "withdrawn", "objected"],
        Meta(description="given, withdrawn or objected.", examples=["given"]),
    ]
    channel: Annotated[
        Channel | None,
        Meta(description="Which way of reaching them. Only a no may leave it out: then it is every way."),
    ] = None
    purpose: Annotated[
        Literal["marketing", "ad_audience", "open_tracking", "special_category_explicit"] | None,
        Meta(description="What for. Not given: marketing for a yes, everything for a no."),
    ] = None
    at: At = None
    text: Annotated[PermissionText | None, Meta(description="What they saw or heard.")] = None
    where: Where = ""
    how: Annotated[
        Annotated[str, Meta(max_length=64)],
        Meta(description="How they said so.", examples=["checkbox"]),
    ] = ""
    evidence: Evidence = {}
    double_opt_in: Annotated[
        bool, Meta(description="They confirmed it by a link in an e-mail of yours.", examples=[True])
    ] = False
    written: Annotated[bool, Meta(description="On paper, or signed electronically.")] = False


class SaleContact(Struct, frozen=True, forbid_unknown_fields=True):
    """How an address was obtained: what the exception for own customers asks."""

    id: ActId
    channel: Annotated[
        Literal["email", "sms", "message_app", "call_live"],
        Meta(description="email, sms, message_app or call_live.", examples=["email"]),
    ]
    at: At = None
    by_seller: Annotated[bool, Meta(description="The customer gave it to this very company.", examples=[True])] = False
    in_sale: Annotated[bool, Meta(description="In the course of a sale.", examples=[True])] = False
    opt_out_offered: Annotated[
        bool, Meta(description="A clear, free way to say no stood beside the field.", examples=[True])
    ] = False
    negotiated: Annotated[
        bool, Meta(description="No sale yet, only negotiations for one (enough in the United Kingdom).")
    ] = False
    where: Where = ""
    evidence: Evidence = {}


class PermissionsRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """What one customer allowed and refused, and how their addresses were obtained."""

    customer: Annotated[Id, Meta(description="The shop's own customer id.", examples=["1042"])]
    permissions: Annotated[
        tuple[Permission, ...],
        Meta(max_length=MOST_PERMISSIONS, description=f"At most {MOST_PERMISSIONS}."),
    ] = ()
    sale_contacts: Annotated[
        tuple[SaleContact, ...],
        Meta(max_length=MOST_PERMISSIONS, description=f"Server keys only; at most {MOST_PERMISSIONS}."),
    ] = ()
    email: Annotated[
        Annotated[str, Meta(min_length=1, max_length=254, pattern=PRINTABLE)] | None,
        Meta(
            description="Server keys only: the e-mail address it concerns, so that it is not taken for another one.",
            examples=["jan@example.be"],
        ),
    ] = None
    country: Annotated[
        Annotated[str, Meta(pattern=r"^[A-Z]{2}(?!\n)$")] | None,
        Meta(
            description="Server keys only: where a customer we do not know yet lives, two capital letters (ISO 3166). "
            "Of an unknown country the strictest rule holds.",
            examples=["BE"],
        ),
    ] = None
    phone: Annotated[
        Annotated[str, Meta(max_length=32)] | None,
        Meta(
            description="Server keys only: the telephone number it concerns, with its prefix.",
            examples=["+32470123456"],
        ),
    ] = None
