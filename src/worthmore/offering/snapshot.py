"""All that decisions need of the shop, in memory and never changed: a new one replaces it as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from worthmore.decide.ports import Knowledge
from worthmore.decide.wording import Wording
from worthmore.offering.assortment import Learned, knowledge
from worthmore.offering.rules import Rules, rules, rules_version
from worthmore.offering.similar import similar_in
from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.contracts import Plan
from worthmore.vocabulary.evidence import Neighbour
from worthmore.vocabulary.hand_rules import HandRule
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.prices import PriceChange
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.texts import Quote, ShopText

NOTHING_LEARNED = "none"


@dataclass(frozen=True, slots=True)
class Stock:
    """One source's products by id, what its attributes mean, and what the shop set by hand, up to a revision.

    `prices` are the price histories of products that cost less now than they once did, `plans` what is paid again and
    again, `hand_rules` what the shop's people decided about offers. `texts` are the shop's own around a reason,
    `quotes` the reviews that may be quoted, by product id and language.
    """

    products: dict[str, Product] = field(default_factory=dict)
    kinds: dict[str, AttributeKind] = field(default_factory=dict)
    relations: dict[str, list[tuple[RelationKind, str]]] = field(default_factory=dict)
    revision: int = 0
    prices: dict[str, tuple[PriceChange, ...]] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    hand_rules: tuple[HandRule, ...] = ()
    texts: tuple[ShopText, ...] = ()
    quotes: dict[tuple[str, str], Quote] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shop:
    """One source: its stock, what belongs to what in it, and the rules ready to use."""

    name: str
    stock: Stock
    knowledge: Knowledge
    rules: Rules

    @property
    def products(self) -> dict[str, Product]:
        """Every product by id."""
        return self.stock.products

    @property
    def kinds(self) -> dict[str, AttributeKind]:
        """What the attributes mean."""
        return self.stock.kinds

    @property
    def has_contracts(self) -> bool:
        """Whether anything here is decided by the contracts people have; elsewhere nobody reads them."""
        related = self.knowledge.related
        return bool(self.stock.plans) or RelationKind.DEEP_SELL in related or RelationKind.NEW_VERSION in related

    def complements(self, product_id: str) -> Sequence[Neighbour]:
        """What goes with a product: set by hand first, then learned, best first."""
        return self.knowledge.complements(product_id)

    def also_bought(self, product_id: str) -> Sequence[Neighbour]:
        """What customers who bought it also bought, best first."""
        return self.knowledge.also_bought(product_id)

    def substitutes(self, product_id: str) -> Sequence[Neighbour]:
        """What is taken in the place of a product: set by hand first, then learned, the surest first."""
        return self.knowledge.substitutes(product_id)

    def upgrades(self, product_id: str) -> Sequence[Neighbour]:
        """Better versions of a product: set by hand first, then learned, best first."""
        return self.knowledge.upgrades(product_id)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole installation at one moment. `revision` is the shop's, as far as it is in here."""

    shops: Mapping[str, Shop] = field(default_factory=dict)
    policy: Policy = field(default_factory=Policy)
    model_version: str = NOTHING_LEARNED
    rules_version: str = rules_version(Policy())
    revision: int = 0


EMPTY = Snapshot()


def make_shop(name: str, stock: Stock, learned: Learned | None, policy: Policy) -> Shop:
    """One source, ready to decide about."""
    known = knowledge(stock.products, stock.kinds, stock.relations, learned, stock.prices, stock.plans)
    similar = similar_in(name, stock.products, stock.relations)
    wording = Wording(stock.texts, stock.quotes)
    return Shop(name, stock, known, rules(known, policy, similar, stock.hand_rules, wording))


def make_snapshot(shops: Mapping[str, Shop], policy: Policy, model_version: str, revision: int) -> Snapshot:
    """The whole, ready to decide about."""
    by_hand = {name: shop.stock.hand_rules for name, shop in shops.items()}
    return Snapshot(shops, policy, model_version, rules_version(policy, by_hand), revision)
