"""What a till may keep for when the line is down."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from worthmore.offering.answer import Money, OfferOut


class KeptSuggestion(Struct, frozen=True):
    """One product: its price, and what to say when it is sold. Null: nothing."""

    id: Annotated[str, Meta(examples=["merelwiel-lento-e3"])]
    name: Annotated[str, Meta(examples=["Merelwiel Lento E3 city e-bike"])]
    gtin: Annotated[str, Meta(description="Under its barcode; empty: not known.", examples=["5412345678908"])]
    price: Money
    upsell: OfferOut | None
    cross_sell: OfferOut | None


class SuggestionsAnswer(Struct, frozen=True):
    """A part of the catalogue. `after` is what to ask for the next part with; null: that was all.

    `version` names what was learned and the rules: another one, and what is kept is old. `premium_cap` is what accepted
    extras may add to an order together, as a share of it.
    """

    version: Annotated[str, Meta(examples=["20261122T034619Z-dc537eb5 0.1.0-1f0c2a"])]
    currency: Annotated[str, Meta(examples=["EUR"])]
    premium_cap: Annotated[float, Meta(examples=[0.25])]
    products: tuple[KeptSuggestion, ...]
    after: Annotated[str | None, Meta(examples=["slotkracht-schakel-9"])]
