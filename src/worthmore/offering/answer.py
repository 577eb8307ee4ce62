"""The public shape of a decision: what the API answers, `worthmore offer --json` prints and the pages show."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from worthmore.decide.amounts import amount as written
from worthmore.decide.purchase import Purchase
from worthmore.offering.recorded import Notice, RecordedDecision
from worthmore.offering.words_out import MannerOut, QuoteOut, manner_out, quote_out
from worthmore.offering.worth_out import WorthOut, worth_out
from worthmore.vocabulary.attributes import Difference
from worthmore.vocabulary.decision import Offer, Refusal
from worthmore.vocabulary.evidence import Evidence
from worthmore.vocabulary.policy import LANGUAGES
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.products import Product


class Money(Struct, frozen=True):
    """An amount in whole minor units (cents), VAT included, and ready to show in the asked language."""

    amount: Annotated[int, Meta(description="minor units", examples=[2995])]
    currency: Annotated[str, Meta(description="ISO 4217", examples=["EUR"])]
    display: Annotated[str, Meta(examples=["€29.95"])]


class OfferedProduct(Struct, frozen=True):
    """The product on offer, under the shop's own id, named in the asked language where the shop has that name."""

    id: Annotated[str, Meta(examples=["lock-7"])]
    name: Annotated[str, Meta(examples=["Folding lock, 90 cm"])]
    brand: Annotated[str, Meta(examples=["Slotkracht"])]
    category: Annotated[str, Meta(description='path, joined by "/"', examples=["Accessories/Locks"])]


class ReductionOut(Struct, frozen=True):
    """A reduction that may be announced: the only source of a former price. Show all of it or none of it.

    `was` is the price it is counted from. `lowest_30_days` is the lowest price of the thirty days before it fell, which
    must stand beside it; null for goods the law exempts. `percent` is whole, rounded down.
    """

    was: Money
    lowest_30_days: Money | None
    percent: Annotated[int, Meta(examples=[20])]


class AttributeDifference(Struct, frozen=True):
    """How the offered product differs from the chosen one in one attribute of the catalogue."""

    name: Annotated[str, Meta(examples=["battery_wh"])]
    label: Annotated[str, Meta(examples=["battery"])]
    unit: Annotated[str, Meta(examples=["Wh"])]
    chosen: Annotated[float, Meta(examples=[400.0])]
    offered: Annotated[float, Meta(examples=[800.0])]
    better: Annotated[bool, Meta(description="whether the offered value is the better one", examples=[True])]


class OfferEvidence(Struct, frozen=True):
    """Why the engine believes the products belong together.

    `basis` is baskets, customers, attributes, swaps, hand, gap, usage or contract. The counts are of distinct customers
    and baskets; `lift` is how much more often both are bought than chance explains, with its 95 % bounds.
    """

    basis: Annotated[str, Meta(examples=["baskets"])]
    customers: Annotated[int, Meta(examples=[214])]
    baskets: Annotated[int, Meta(examples=[240])]
    lift: Annotated[float | None, Meta(examples=[3.4])]
    lift_low: Annotated[float | None, Meta(examples=[3.0])]
    lift_high: Annotated[float | None, Meta(examples=[3.9])]


class PartOut(Struct, frozen=True):
    """One thing in a set, with what it costs alone; the law of some countries wants that shown."""

    id: Annotated[str, Meta(examples=["lock-7"])]
    name: Annotated[str, Meta(examples=["Folding lock, 90 cm"])]
    price: Money


class Progress(Struct, frozen=True):
    """Where in a series of steps this one stands; the same as in the words of the offer."""

    step: Annotated[int, Meta(examples=[2])]
    steps: Annotated[int, Meta(examples=[5])]


class OfferOut(Struct, frozen=True):
    """One offer. Send its `token` back with the answer and with the order line it leads to.

    `anchor` is the product it belongs to; an upgrade comes instead of it, all `quantity` of it. `extra` is what one
    unit adds: for an upgrade the difference with what is paid now, otherwise the price. `premium` is extra over what
    was going to be paid, null where there is nothing to compare. `expected_margin` (minor units, chance included) is
    for the shop's own eyes: null with a storefront key. `reduction` is null where none may be announced.

    A set tells its `parts` and what it saves against them (`saving`, null where it saves nothing); it takes the place
    of those of its parts that are in the cart, and `extra` counts that. `progress` is null outside a series of steps.
    `multiple`: how many times the whole order the offer is for. `settings` is what the request sent along, unread.
    `worth` has the terms of `expected_margin`: with `explain` and a server key, else null. `contract` is the one that
    an offer about a contract changes or adds to, else null; `price` and `extra` are of one seat for the offered term,
    `quantity` is the number of seats. `manner` is how it is said, with `explain`, else null. `quote` is a review of the
    product, null where there is none to quote.
    """

    token: str
    kind: Annotated[str, Meta(examples=["complement"])]
    product: OfferedProduct
    anchor: Annotated[str | None, Meta(examples=["bike-21"])]
    quantity: Annotated[int, Meta(examples=[1])]
    price: Money
    extra: Money
    premium: Annotated[float | None, Meta(examples=[0.06])]
    chance: Annotated[float, Meta(description="chance of a yes, 0 to 1", examples=[0.18])]
    expected_margin: Annotated[float | None, Meta(examples=[212.5])]
    reason: Annotated[str, Meta(examples=["Leave your new bike safely"])]
    words: Annotated[str, Meta(examples=["Add the folding lock for €59.95"])]
    differences: tuple[AttributeDifference, ...]
    evidence: OfferEvidence
    reduction: ReductionOut | None = None
    parts: tuple[PartOut, ...] = ()
    saving: Money | None = None
    progress: Progress | None = None
    multiple: Annotated[int, Meta(examples=[1])] = 1
    settings: Annotated[dict[str, Any] | None, Meta(examples=[{"logo": "upload-5182"}])] = None
    worth: WorthOut | None = None
    contract: Annotated[str | None, Meta(examples=["C-1042"])] = None
    manner: MannerOut | None = None
    quote: QuoteOut | None = None


class RefusalOut(Struct, frozen=True):
    """One candidate that was not offered: which guard refused it, and why in plain English."""

    product: Annotated[str, Meta(examples=["bike-99"])]
    kind: Annotated[str, Meta(examples=["upgrade"])]
    guard: Annotated[str, Meta(examples=["premium"])]
    detail: Annotated[str, Meta(examples=["a premium of 140 % is above the cap of 25 %"])]


class WarningOut(Struct, frozen=True):
    """Something in the request that was ignored; the rest was answered."""

    code: Annotated[str, Meta(examples=["unknown_product"])]
    field: Annotated[str, Meta(examples=["cart[1].product"])]
    message: Annotated[str, Meta(examples=["product 'X1' is not in the catalogue of 'demo'; it was ignored"])]


class OffersAnswer(Struct, frozen=True):
    """A decision. No offers is an ordinary answer; ask with `explain` to see in `refused` why."""

    decision: Annotated[str, Meta(examples=["018f2f6e5c0a7b3e9d1c4a5b6c7d8e9f"])]
    offers: tuple[OfferOut, ...]
    refused: tuple[RefusalOut, ...]
    warnings: tuple[WarningOut, ...]


def as_answer(
    recorded: RecordedDecision,
    explain: bool,
    language: str,
    margin: bool = True,
    settings: dict[str, Any] | None = None,
) -> OffersAnswer:
    """The public shape. `margin` False hides what the shop earns, for keys that stand in a web page.

    `settings` are the customer's own (artwork, engraving): they travel with every offer and are kept nowhere.
    """
    decision = recorded.decision
    if language not in LANGUAGES:
        language = recorded.situation.language
    purchase = Purchase.of(recorded.situation)
    return OffersAnswer(
        decision=recorded.id,
        offers=tuple(
            _offer(offer, token, purchase, language, margin, settings, explain)
            for offer, token in zip(decision.offers, recorded.tokens, strict=True)
        ),
        refused=tuple(map(_refusal, decision.refused)) if explain else (),
        warnings=tuple(map(_warning, recorded.warnings)),
    )


def as_json(answer: OffersAnswer) -> bytes:
    """The answer as JSON text."""
    return _json.encode(answer)


def display(amount: int, currency: str, language: str) -> str:
    """An amount of minor units as people of that language write it, the same as in the words of an offer."""
    return written(amount, currency, language)


def money(amount: int, currency: str, language: str) -> Money:
    """An amount of minor units, with how people of that language write it."""
    return Money(amount, currency, display(amount, currency, language))


def _worth(offer: Offer, explain: bool) -> WorthOut | None:
    return worth_out(offer.worth) if explain and offer.worth else None


def _offer(
    offer: Offer,
    token: str,
    purchase: Purchase,
    language: str,
    margin: bool,
    settings: dict[str, Any] | None,
    explain: bool,
) -> OfferOut:
    candidate = offer.candidate
    product = candidate.product
    return OfferOut(
        token=token,
        kind=candidate.kind.value,
        product=_product(product, language),
        anchor=candidate.anchor.id if candidate.anchor else None,
        quantity=purchase.quantity(candidate),
        price=money(product.price, product.currency, language),
        extra=money(purchase.unit_extra(candidate), product.currency, language),
        premium=offer.premium.share if offer.premium else None,
        chance=candidate.chance,
        expected_margin=offer.expected_margin if margin else None,
        reason=offer.words.reason,
        words=offer.words.text,
        differences=tuple(_difference(difference, language) for difference in candidate.differences),
        evidence=_evidence(candidate.evidence),
        reduction=_reduction(offer.reduction, language) if offer.reduction else None,
        parts=tuple(_part(part, language) for part in candidate.parts),
        saving=money(candidate.saving, product.currency, language) if candidate.saving else None,
        progress=Progress(candidate.step, candidate.steps) if candidate.steps else None,
        multiple=candidate.multiple,
        settings=settings,
        worth=_worth(offer, explain and margin),
        contract=candidate.of_contract.contract.id if candidate.of_contract else None,
        manner=manner_out(offer.words) if explain else None,
        quote=quote_out(offer.words),
    )


def _part(part: Product, language: str) -> PartOut:
    return PartOut(part.id, part.called(language), money(part.price, part.currency, language))


def _reduction(told: Reduction, language: str) -> ReductionOut:
    lowest = told.lowest_30_days
    return ReductionOut(
        was=money(told.was, told.currency, language),
        lowest_30_days=None if lowest is None else money(lowest, told.currency, language),
        percent=told.percent,
    )


def _product(product: Product, language: str) -> OfferedProduct:
    return OfferedProduct(product.id, product.called(language), product.brand, "/".join(product.category))


def _difference(difference: Difference, language: str) -> AttributeDifference:
    kind = difference.kind
    return AttributeDifference(
        kind.name, kind.label(language), kind.unit, difference.chosen, difference.offered, difference.better
    )


def _evidence(evidence: Evidence) -> OfferEvidence:
    return OfferEvidence(
        evidence.basis.value,
        evidence.customers,
        evidence.baskets,
        evidence.lift,
        evidence.lift_low,
        evidence.lift_high,
    )


def _refusal(refusal: Refusal) -> RefusalOut:
    return RefusalOut(refusal.product_id, refusal.kind.value, refusal.guard, refusal.detail)


def _warning(notice: Notice) -> WarningOut:
    return WarningOut(notice.code, notice.field, notice.message)


_json = msgspec.json.Encoder()
