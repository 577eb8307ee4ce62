"""The public shape of what an offer is worth: every term of the sum, for the shop's own eyes."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from worthmore.vocabulary.worth import Worth


class WorthOut(Struct, frozen=True):
    """Why an offer is expected to earn what it earns. Money in minor units, without VAT.

    `total` = max(`chance` − `base_chance`, 0) × `quantity` × (`margin` × (1 − `return_chance`) − `given_up`)
    − `contact_cost` − `pressure`. `lever` is what the shop's own levers and rules multiply by when offers are put in
    order; it is no part of the money.
    """

    chance: Annotated[float, Meta(description="of a yes, 0 to 1", examples=[0.18])]
    base_chance: Annotated[float, Meta(description="the part that would buy it without the offer", examples=[0.04])]
    quantity: Annotated[int, Meta(examples=[1])]
    margin: Annotated[float, Meta(description="of one unit at the offered price", examples=[1954.5])]
    return_chance: Annotated[float, Meta(description="that one unit comes back", examples=[0.03])]
    given_up: Annotated[
        float, Meta(description="what one unit of the replaced product would have earned", examples=[0.0])
    ]
    contact_cost: Annotated[int, Meta(description="what reaching the person costs", examples=[0])]
    pressure: Annotated[int, Meta(description="what one more message costs in goodwill", examples=[0])]
    lever: Annotated[float, Meta(examples=[1.2])]
    total: Annotated[float, Meta(examples=[265.4])]


def worth_out(worth: Worth) -> WorthOut:
    """The terms, ready to send."""
    return WorthOut(
        chance=worth.chance,
        base_chance=worth.base_chance,
        quantity=worth.quantity,
        margin=worth.margin,
        return_chance=worth.return_chance,
        given_up=worth.given_up,
        contact_cost=worth.contact_cost,
        pressure=worth.pressure,
        lever=worth.lever,
        total=worth.total,
    )
