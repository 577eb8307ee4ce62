"""One example of every request and answer, checked against the types by a test. The docs show the same ones."""

from __future__ import annotations

from typing import Any

TOKEN = "k3Xo0kq2mUqk7Jb1yT9eKQGcoDAxOGYyZjZlNWMwYTdiM2U5ZDFjNGE1YjZjN2Q4ZTlmAKRkZW1v"  # noqa: S105 - an example
DECISION = "018f2f6e5c0a7b3e9d1c4a5b6c7d8e9f"

OFFERS_REQUEST: dict[str, Any] = {
    "placement": "cart",
    "customer": "1042",
    "cart": [{"product": "bike-21", "quantity": 1, "unit_price": 89900}],
    "locale": "en",
    "limit": 3,
    "exclude": ["lock-9"],
}

OFFERS_ANSWER: dict[str, Any] = {
    "decision": DECISION,
    "offers": [
        {
            "token": TOKEN,
            "kind": "complement",
            "product": {
                "id": "lock-7",
                "name": "Folding lock, 90 cm",
                "brand": "Abus",
                "category": "Accessories/Locks",
            },
            "anchor": "bike-21",
            "quantity": 1,
            "price": {"amount": 5995, "currency": "EUR", "display": "€59.95"},
            "extra": {"amount": 5995, "currency": "EUR", "display": "€59.95"},
            "premium": 0.0667,
            "chance": 0.18,
            "expected_margin": None,
            "reason": "Often bought with the City bike 21",
            "words": "Add the Folding lock, 90 cm for €59.95",
            "differences": [],
            "evidence": {
                "basis": "baskets",
                "customers": 214,
                "baskets": 240,
                "lift": 3.4,
                "lift_low": 3.0,
                "lift_high": 3.9,
            },
            "reduction": {
                "was": {"amount": 7495, "currency": "EUR", "display": "€74.95"},
                "lowest_30_days": {"amount": 7495, "currency": "EUR", "display": "€74.95"},
                "percent": 20,
            },
            "parts": [],
            "saving": None,
            "progress": None,
            "multiple": 1,
            "settings": None,
            "worth": None,
            "contract": None,
            "manner": None,
            "quote": {
                "review": "R-318",
                "text": "Sits tight, also in winter.",
                "name": "Anna V.",
                "rating": 4,
                "date": "2026-04-18",
                "verified": True,
                "average": 4.2,
                "count": 37,
                "display": "“Sits tight, also in winter.” – Anna V., 4 out of 5, April 18, 2026 (verified purchase). "
                "4.2 out of 5 on average, from 37 reviews.",
            },
        }
    ],
    "refused": [],
    "warnings": [],
}

ANSWER_REQUEST = {"token": TOKEN, "outcome": "accepted"}
ANSWER_KEPT = {"offer": f"{DECISION}.0", "outcome": "accepted", "new": True}

EVENTS_REQUEST = {
    "events": [
        {"id": "e-90871", "type": "view", "product": "bike-21", "customer": "1042", "at": "2026-05-01T10:00:00Z"},
        {"id": "e-90872", "type": "cart_add", "product": "bike-21"},
    ]
}
EVENTS_SAVED: dict[str, Any] = {"new": 2, "unchanged": 0, "warnings": []}

ORDER_REQUEST = {
    "id": "2026-00817",
    "at": "2026-05-01T10:04:00Z",
    "customer": "1042",
    "channel": "web",
    "currency": "EUR",
    "lines": [
        {"product": "bike-21", "quantity": 1, "unit_price": 89900},
        {"product": "lock-7", "quantity": 1, "unit_price": 5995, "offer": TOKEN},
    ],
}
ORDER_KEPT: dict[str, Any] = {
    "order": "2026-00817",
    "new": 2,
    "changed": 0,
    "unchanged": 0,
    "attributed": 1,
    "warnings": [],
}

ORDER_STATES_REQUEST = {
    "states": [
        {"order": "2026-00817", "promised_at": "2026-05-05T21:59:59Z", "paid_at": "2026-05-01T10:04:30Z"},
        {"order": "2026-00790", "delivered_at": "2026-05-01T09:15:00Z"},
    ]
}
STATES_SAVED: dict[str, Any] = {"changed": 2, "unchanged": 0, "warnings": []}

CASES_REQUEST = {
    "cases": [
        {"id": "ticket-7731", "customer": "1042", "kind": "complaint", "opened_at": "2026-05-01T10:00:00Z"},
        {"id": "ticket-7690", "customer": "2210", "kind": "late_parcel", "solved_at": "2026-05-01T09:30:00Z"},
    ]
}
CASES_SAVED: dict[str, Any] = {"new": 1, "changed": 1, "unchanged": 0}

NEEDS_REQUEST = {
    "needs": [
        {
            "id": "need-311",
            "customer": "1042",
            "text": "a small kitchen",
            "language": "en",
            "told": "till",
            "by": "sanne",
        }
    ]
}
NEEDS_KEPT: dict[str, Any] = {
    "new": 1,
    "changed": 0,
    "unchanged": 0,
    "understood": [
        {
            "id": "need-311",
            "concept": "small_kitchen",
            "rules": ["width at most 60 cm", "capacity at most 250 l"],
            "fits": ["fridge-54", "oven-45"],
        }
    ],
}

CONTRACTS_REQUEST = {
    "contracts": [
        {
            "id": "C-1042",
            "customer": "1042",
            "product": "mobile-medium",
            "started_at": "2025-03-01T00:00:00Z",
            "renews_at": "2026-06-01T00:00:00Z",
            "unit_price": 2000,
            "currency": "EUR",
            "last_used_at": "2026-05-05T18:20:00Z",
        },
        {
            "id": "C-2210",
            "customer": "2210",
            "product": "mobile-large",
            "started_at": "2026-05-01T00:00:00Z",
            "trial_until": "2026-05-15T00:00:00Z",
            "last_used_at": None,
            "features_tried": ["hotspot"],
        },
    ]
}
CONTRACTS_SAVED: dict[str, Any] = {"new": 1, "changed": 1, "unchanged": 0, "warnings": []}

USAGE_REQUEST = {
    "usage": [
        {"contract": "C-1042", "counter": "minutes", "period": "2026-04-01", "amount": 480},
        {"contract": "C-1042", "counter": "data", "period": "2026-04-01", "amount": 3.5},
    ]
}
USAGE_SAVED: dict[str, Any] = {"new": 2, "changed": 0, "unchanged": 0, "warnings": []}

PERMISSIONS_REQUEST: dict[str, Any] = {
    "customer": "1042",
    "email": "jan@example.be",
    "country": "BE",
    "permissions": [
        {
            "id": "optin-4711",
            "act": "given",
            "channel": "email",
            "at": "2026-05-01T10:04:00Z",
            "text": {
                "name": "newsletter-checkout",
                "version": "2026-03",
                "language": "nl",
                "words": "Ja, stuur mij aanbiedingen per e-mail.",
            },
            "where": "https://shop.example/checkout",
            "how": "checkbox",
            "evidence": {"order": "2026-00817"},
        },
        {"id": "optout-4712", "act": "objected", "channel": "call_live"},
    ],
    "sale_contacts": [
        {"id": "sale-817", "channel": "email", "by_seller": True, "in_sale": True, "opt_out_offered": True}
    ],
}
PERMISSIONS_KEPT: dict[str, Any] = {"new": 3, "unchanged": 0}

HEALTH = {"alive": True, "version": "0.1.0"}
READY: dict[str, Any] = {
    "ready": True,
    "database": "reachable",
    "model": "20260501-031500",
    "rules": "1",
    "stale_since": None,
}

SUGGESTIONS_ANSWER: dict[str, Any] = {
    "version": "20261122T034619Z-dc537eb5 0.1.0-1f0c2a",
    "currency": "EUR",
    "premium_cap": 0.25,
    "products": [
        {
            "id": "bike-21",
            "name": "City bike 21",
            "gtin": "5412345678908",
            "price": {"amount": 89900, "currency": "EUR", "display": "€899"},
            "upsell": None,
            "cross_sell": OFFERS_ANSWER["offers"][0],
        }
    ],
    "after": "bike-21",
}

VOUCHERS_ANSWER: dict[str, Any] = {
    "vouchers": [
        {
            "code": "SUMMER-15",
            "currency": "EUR",
            "percent": 15,
            "amount": 0,
            "from_total": 0,
            "until": "2026-06-30",
            "once": "customer",
            "products": ["garden-set-3"],
            "used": False,
        }
    ]
}
