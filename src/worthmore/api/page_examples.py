"""One example of a page's question and answer, checked against the types by a test."""

from __future__ import annotations

from typing import Any

from worthmore.api.examples import DECISION, OFFERS_ANSWER

PAGE_REQUEST: dict[str, Any] = {
    "product": "bike-21",
    "customer": "1042",
    "locale": "en",
    "blocks": [
        {"placement": "product_page", "name": "below-description", "limit": 3},
        {"placement": "comparison", "name": "side-left", "beside": True},
        {"placement": "cart", "name": "side-right", "beside": True, "limit": 2},
    ],
}
PAGE_ANSWER: dict[str, Any] = {
    "page": "018f2f6e5c0a7b3e9d1c4a5b6c7d8e90",
    "blocks": [
        {
            "name": "below-description",
            "placement": "product_page",
            "appears": True,
            "decision": DECISION,
            "offers": OFFERS_ANSWER["offers"],
            "refused": [],
        },
        {
            "name": "side-left",
            "placement": "comparison",
            "appears": False,
            "decision": "018f2f6e5c0a7b3e9d1c4a5b6c7d8ea0",
            "offers": [],
            "refused": [],
        },
    ],
    "warnings": [],
}
