"""Short ways to make the values these tests decide on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from worthmore import placements
from worthmore.decide.hand_rules import HandRules, sentence
from worthmore.decide.pipeline import decide
from worthmore.decide.ports import Knowledge
from worthmore.decide.standard import standard_guards, standard_ranking, standard_sources
from worthmore.decide.wording import word
from worthmore.vocabulary.attributes import AttributeKind, Difference, Direction
from worthmore.vocabulary.decision import Candidate, Decision, OfferKind
from worthmore.vocabulary.evidence import Basis, Evidence, Neighbour
from worthmore.vocabulary.hand_rules import HandRule
from worthmore.vocabulary.permission import Channel, Verdict
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import CartLine, Permission, Placement, Situation

NOON = datetime(2026, 5, 6, 12, tzinfo=UTC)
BASKETS = Evidence(Basis.BASKETS, customers=143, baskets=160, lift=4.0, lift_low=3.0, lift_high=5.0)
BATTERY = AttributeKind(
    "battery", "Wh", Direction.HIGHER, labels={"en": "battery", "nl": "batterij", "fi": "akkukapasiteetti"}
)
WEIGHT = AttributeKind("weight", "kg", Direction.LOWER, labels={"en": "weight", "nl": "gewicht", "fi": "paino"})
GEARS = AttributeKind("gears", "", Direction.HIGHER, labels={"en": "gears", "nl": "versnellingen", "fi": "vaihteet"})
KINDS = {kind.name: kind for kind in (BATTERY, WEIGHT, GEARS)}


def product(id: str = "lock", price: int = 5_000, **fields: Any) -> Product:
    return Product(**{"id": id, "name": id.capitalize(), "price": price, "currency": "EUR", **fields})


def line(of: Product, quantity: int = 1, unit_price: int | None = None, accepted_extra: int = 0) -> CartLine:
    return CartLine(of, quantity, of.price if unit_price is None else unit_price, accepted_extra)


def candidate(of: Product | None = None, kind: OfferKind = OfferKind.COMPLEMENT, **fields: Any) -> Candidate:
    return Candidate(**{"kind": kind, "product": of or product(), "chance": 0.3, "evidence": BASKETS, **fields})


def upgrade(chosen: Product, of: Product, **fields: Any) -> Candidate:
    better = (Difference(BATTERY, 400, 800),)
    by_attributes = Evidence(Basis.ATTRIBUTES)
    return candidate(
        of, OfferKind.UPGRADE, **{"anchor": chosen, "differences": better, "evidence": by_attributes, **fields}
    )


def situation(*cart: CartLine, at: str = "cart", **fields: Any) -> Situation:
    return Situation(**{"placement": placements.find(at), "at": NOON, "language": "en", "cart": cart, **fields})


def placement(channel: Channel = Channel.EMAIL) -> Placement:
    """A message to somebody, asking every source."""
    return Placement(channel.value, tuple(OfferKind), channel=channel)


def verdict(allowed: bool = True, rule: str = "BE.email.soft", reason: str = "it is allowed", step: int = 5) -> Verdict:
    return Verdict(allowed, rule, step, reason)


def permission(similar: Verdict | None = None, other: Verdict | None = None) -> Permission:
    return Permission(similar or verdict(), other or similar or verdict())


def neighbour(id: str, chance: float = 0.3, base_chance: float = 0.01, evidence: Evidence = BASKETS) -> Neighbour:
    return Neighbour(id, chance, base_chance, chance, evidence)


def ago(days: float) -> datetime:
    return NOON - timedelta(days=days)


Links = Mapping[str, Sequence[Neighbour]]


def knowledge(
    *products: Product,
    complements: Links | None = None,
    also_bought: Links | None = None,
    upgrades: Links | None = None,
) -> Knowledge:
    by_id = {one.id: one for one in products}

    def looked_up(links: Links | None) -> Any:
        return lambda id: (links or {}).get(id, ())

    return Knowledge(
        by_id.get,
        looked_up(complements),
        looked_up(also_bought),
        looked_up(upgrades),
        KINDS,
        lambda kind, id, chance: chance,
    )


def decided(
    known: Knowledge, asked: Situation, policy: Policy | None = None, controlled: bool = False, *rules: HandRule
) -> Decision:
    """What the standard rules decide, with the shop's own `rules`."""
    policy = policy or Policy()
    sources, hand = standard_sources(known, policy), HandRules(rules, policy, known.find, sentence)
    guards = standard_guards(policy, lambda key: controlled, knowledge=known, by_hand=hand)
    wanted = [sources[name] for name in asked.placement.sources]
    return decide(asked, wanted, guards, standard_ranking(policy, known, hand), word)


def offered(decision: Decision) -> list[str]:
    return [offer.candidate.product.id for offer in decision.offers]


def refused(decision: Decision) -> dict[str, str]:
    return {refusal.product_id: refusal.guard for refusal in decision.refused}
