"""The kinds of claims, which fields of the data prove each, and how to mend one that is not proven."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """One kind of claim.

    `what` is what a row of the rule table forbids; `fields` are the names of template fields that prove the claim when
    they are bound, `facts` what proves it without being printed. `only_by_law`: it is a finding only while a law
    forbids it; the others break this product's own promises in any country.
    """

    name: str
    what: str
    why: str
    mend: str
    fields: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    only_by_law: bool = False


def _fields(text: str) -> frozenset[str]:
    return frozenset(text.split())


CLAIMS = (
    Claim(
        "urgency",
        "urgency_or_stock_claim_not_bound_to_data",
        "It presses for time without saying until when.",
        "Say the true last day with {end_date}, or the last hour with {end_time}, in the same sentence; else leave it "
        "out.",
        _fields("end_date end_time ends_at until cutoff deadline last_day delivery_cutoff sale_last"),
    ),
    Claim(
        "stock",
        "urgency_or_stock_claim_not_bound_to_data",
        "It says that little is left without the number in stock.",
        "Print the number with {stock} in the same sentence; else leave it out.",
        _fields("stock left count"),
    ),
    Claim(
        "popularity",
        "popularity_claim_not_bound_to_data",
        "It says that others buy or like this without the number who do.",
        "Print the number with {count}, or {rating} with {reviews}, in the same sentence; else leave it out.",
        _fields("count customers orders rating reviews"),
    ),
    Claim(
        "saving",
        "lowest_price_30d_as_base",
        "It promises a lower price without the lowest price of the thirty days before.",
        "Print {percent} or {was} with {lowest_30_days} in the same sentence; else leave it out.",
        _fields("percent was lowest_30_days saving amount"),
    ),
    Claim(
        "free",
        "free_claim_not_bound_to_data",
        "It calls something free without the condition.",
        "Say from which amount with {free_from}, or how much is missing with {gap}, or name the {gift} with its price; "
        "else leave it out.",
        _fields("free_from gap gift gift_price amount"),
        _fields("free_delivery"),
    ),
    Claim(
        "green",
        "generic_environmental_claim",
        "It claims a general good for the environment; only a recognised excellent performance may be claimed.",
        "Say what is measured (litres, kilowatt-hours, share of recycled material), or name the label with {ecolabel}.",
        _fields("ecolabel"),
        only_by_law=True,
    ),
    Claim(
        "sale_words",
        "sale_words_outside_sale",
        "The law keeps this word for the seasonal sale.",
        "Use it from the first to the last day of the sale only; before, you may announce the sale with its first day, "
        "{sale_first}.",
        _fields("sale_first"),
        only_by_law=True,
    ),
    Claim(
        "tone",
        "",
        "It plays a person who watched the reader.",
        "Say what the shop knows and why it suggests this, as the shop: 'Goes with the bicycle you bought on 3 May'.",
    ),
    Claim(
        "shame",
        "confirm_shaming",
        "It makes the reader feel foolish for saying no.",
        "Write a plain no: 'No thanks'.",
    ),
    Claim(
        "children",
        "direct_exhortation_to_children",
        "It tells children to buy, or to make their parents buy.",
        "Speak to the adult who buys, about what it is for: 'For children from eight years on'.",
    ),
)
"""Every kind, in the order findings of one place are told."""
