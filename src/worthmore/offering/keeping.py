"""How a decision is kept: what it saw, offered and refused, as JSON text. No name, no address, no customer number."""

from __future__ import annotations

from collections import Counter

import msgspec

from worthmore.offering.recorded import RecordedDecision
from worthmore.outcomes.refusals_text import write_refusals
from worthmore.outcomes.rows import DecisionRow
from worthmore.vocabulary.decision import Decision, Offer
from worthmore.vocabulary.situation import CartLine, Person, Situation


class KeptLine(msgspec.Struct, omit_defaults=True):
    """One line of the cart."""

    product: str
    quantity: int
    unit_price: int
    accepted_extra: int = 0


class KeptPerson(msgspec.Struct, omit_defaults=True):
    """What of the person mattered: how much they own, what they declined, how happy they are."""

    owned: int
    refused: list[str] = []
    satisfaction: float | None = None


class KeptSituation(msgspec.Struct, omit_defaults=True):
    """What the decision saw."""

    language: str
    limit: int
    cart: list[KeptLine] = []
    chosen: str | None = None
    person: KeptPerson | None = None
    history_known: bool = True
    exclude: list[str] = []
    warnings: list[str] = []


class KeptOffer(msgspec.Struct, omit_defaults=True):
    """One offer with the figures it was chosen by."""

    kind: str
    product: str
    anchor: str | None
    price: int
    currency: str
    premium: float | None
    chance: float
    base_chance: float
    expected_margin: float
    basis: str
    reason: str
    words: str
    propensity: float = 1.0


def decision_row(recorded: RecordedDecision) -> DecisionRow:
    """The row of one decision."""
    decision, situation = recorded.decision, recorded.situation
    return DecisionRow(
        id=recorded.id,
        at=recorded.at,
        source=recorded.source,
        placement=situation.placement.name,
        person_key=situation.person.key if situation.person else "",
        arm=recorded.arm,
        model_version=recorded.model_version,
        rules_version=recorded.rules_version,
        offer_count=len(decision.offers),
        offer_kinds=_kinds(decision),
        saw=_json(_situation(situation, [warning.code for warning in recorded.warnings])),
        offers=_json([_offer(offer) for offer in decision.offers]),
        refused=write_refusals(decision.refused),
    )


def _json(value: object) -> str:
    return _encoder.encode(value).decode()


def _kinds(decision: Decision) -> str:
    counts = Counter(offer.candidate.kind.value for offer in decision.offers)
    return ",".join(f"{kind}:{count}" for kind, count in sorted(counts.items()))


def _situation(situation: Situation, warnings: list[str]) -> KeptSituation:
    return KeptSituation(
        language=situation.language,
        limit=situation.limit,
        cart=[_line(line) for line in situation.cart],
        chosen=situation.chosen.id if situation.chosen else None,
        person=_person(situation.person) if situation.person else None,
        history_known=situation.history_known,
        exclude=sorted(situation.exclude),
        warnings=warnings,
    )


def _line(line: CartLine) -> KeptLine:
    return KeptLine(line.product.id, line.quantity, line.unit_price, line.accepted_extra)


def _person(person: Person) -> KeptPerson:
    return KeptPerson(len(person.owned), sorted(person.refused), person.satisfaction)


def _offer(offer: Offer) -> KeptOffer:
    candidate = offer.candidate
    return KeptOffer(
        kind=candidate.kind.value,
        product=candidate.product.id,
        anchor=candidate.anchor.id if candidate.anchor else None,
        price=candidate.product.price,
        currency=candidate.product.currency,
        premium=offer.premium.share if offer.premium else None,
        chance=candidate.chance,
        base_chance=candidate.base_chance,
        expected_margin=offer.expected_margin,
        basis=candidate.evidence.basis.value,
        reason=offer.words.reason,
        words=offer.words.text,
        propensity=offer.propensity,
    )


_encoder = msgspec.json.Encoder()
