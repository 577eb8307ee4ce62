"""Customers in the running application's own database, with what the journeys look at and links to their pages.

`python people.py nl-BE nl-NL …` prints the links of one new customer for each language and country, as JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import django

PLACEMENTS = ("cart", "product_page", "thank_you", "checkout")
OFFER = {"kind": "complement", "product": "slotkracht-schakel-9", "reason": "Goes with your bicycle.", "words": ""}


def made(number: int, language: str, country: str, at: datetime) -> dict[str, str]:
    """One new customer; the tokens of their links."""
    import polars as pl

    from worthmore.consent.operations import new_link, start_double_opt_in
    from worthmore.consent.values import LinkKind, Proof, Wording
    from worthmore.outcomes.operations import record_decisions
    from worthmore.outcomes.rows import DecisionRow
    from worthmore.shop import operations, queries
    from worthmore.vocabulary.permission import Channel, Purpose

    customer = f"kim-{uuid4().hex[:8]}"
    email = f"{customer}@example.org"
    # Nobody shares an address or a number with another: the no of one would be the no of both.
    row: dict[str, Any] = {"external_id": customer, "name": f"Kim {customer}", "email": email, "city": "Gent"}
    row |= {"phone": f"+324700{number:05}", "postcode": f"{9000 + number}", "country": country, "language": language}
    operations.save_customers("demo", pl.DataFrame([row]), at)
    key = queries.person_key_of("demo", customer)
    assert key
    same = {"source": "demo", "person_key": key, "arm": "offers", "model_version": "", "rules_version": ""}
    same |= {"offer_count": 1, "offer_kinds": "complement:1", "refused": "[]", "offers": json.dumps([OFFER])}
    said = json.dumps({"language": "en", "limit": 3})
    record_decisions(
        [
            DecisionRow(id=f"{customer}-{days}", at=at - timedelta(days=days), placement=where, saw=said, **same)
            for days, where in enumerate(PLACEMENTS)
        ]
    )
    wording = Wording("newsletter", "1", "en", "Yes, e-mail me about bicycles.")
    proof = Proof("shop", place="newsletter form", how="checkbox", wording=wording)
    return {
        "page": new_link(LinkKind.PAGE, key, None, at),
        "unsubscribe": new_link(LinkKind.UNSUBSCRIBE, key, Channel.EMAIL, at, email),
        "confirm": start_double_opt_in(key, email, Purpose.MARKETING, proof, at),
    }


def main(*wanted: str) -> None:
    """Make them all and print their links."""
    django.setup()
    from worthmore.vocabulary.clock import now

    print(json.dumps([made(number, *one.split("-"), now()) for number, one in enumerate(wanted)]))


if __name__ == "__main__":
    main(*sys.argv[1:])
