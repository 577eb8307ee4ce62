"""A shop of six products whose answers a person can see, and doubles for what stands around the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from worthmore.consent.queries import Known
from worthmore.consent.values import Frequency, Preferences, SimilarRow, Stop
from worthmore.learn.replenishment import Interval
from worthmore.offering.asked import Asked
from worthmore.offering.chances import Predict
from worthmore.offering.engine import Engine
from worthmore.offering.history import History
from worthmore.offering.person_reads import PersonReads
from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.snapshot import Snapshot, Stock, make_shop, make_snapshot
from worthmore.outcomes.queries import Refused, Shown
from worthmore.shop.queries import PersonFacts, Reach
from worthmore.vocabulary.attributes import AttributeKind, Direction
from worthmore.vocabulary.evidence import Basis, Evidence, Neighbour
from worthmore.vocabulary.permission import Channel, Relation, Statement, Subject
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import Placement

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SECRET = "a secret for these tests"
CART = Placement("cart", ("upgrade", "complement", "also_bought", "threshold_filler"), limit=3)
EMAIL = Placement("email", ("complement",), channel=Channel.EMAIL)
PRODUCT_PAGE = Placement("product_page", ("upgrade", "complement"), limit=3, needs_chosen=True)

PRODUCTS = {
    product.id: product
    for product in (
        Product("bike", "City bike", 100_000, "EUR", ("Bicycles",), cost=60_000, attributes={"battery": 400}),
        Product("e-bike", "E-bike", 119_000, "EUR", ("Bicycles",), cost=70_000, attributes={"battery": 800}),
        Product("racer", "Racer", 240_000, "EUR", ("Bicycles",), cost=120_000, attributes={"battery": 1000}),
        Product("lock", "Folding lock", 5_995, "EUR", ("Locks",), cost=2_500, names={"nl": "Vouwslot"}),
        Product("helmet", "Helmet", 7_500, "EUR", ("Helmets",), cost=3_000),
        Product("seat", "Child seat", 9_900, "EUR", ("Seats",), cost=5_000),
    )
}
KINDS = {"battery": AttributeKind("battery", "Wh", Direction.HIGHER, labels={"nl": "accu"})}

ASKED = Asked(CART, NOON, Policy())


def neighbour(product_id: str, chance: float, basis: Basis = Basis.BASKETS) -> Neighbour:
    return Neighbour(product_id, chance, 0.01, chance, Evidence(basis, 120, 140, 3.0, 2.5, 3.5))


@dataclass
class FakeLearned:
    """What was learned, written down."""

    goes_with: dict[str, list[Neighbour]] = field(
        default_factory=lambda: {"bike": [neighbour("lock", 0.3), neighbour("helmet", 0.2)]}
    )
    counted: dict[str, list[Neighbour]] = field(default_factory=dict)
    instead: dict[str, list[Neighbour]] = field(default_factory=dict)
    better: dict[str, list[Neighbour]] = field(
        default_factory=lambda: {
            "bike": [neighbour("e-bike", 0.15, Basis.ATTRIBUTES), neighbour("racer", 0.05, Basis.ATTRIBUTES)]
        }
    )

    def complements(self, product_id: str) -> Sequence[Neighbour]:
        return self.goes_with.get(product_id, ())

    def also_bought(self, product_id: str) -> Sequence[Neighbour]:
        return ()

    def set_by_hand(self, product_id: str) -> Sequence[Neighbour]:
        return self.counted.get(product_id, ())

    def substitutes(self, product_id: str) -> Sequence[Neighbour]:
        return self.instead.get(product_id, ())

    def upgrades(self, product_id: str) -> Sequence[Neighbour]:
        return self.better.get(product_id, ())

    def accepted(self, kind: str, product_id: str, chance: float) -> float:
        return chance

    def interval(self, product_id: str) -> Interval | None:
        return None

    @property
    def refills(self) -> frozenset[str]:
        return frozenset()

    def returned(self, product_id: str) -> float:
        return 0.0

    @property
    def predict(self) -> Predict | None:
        return None


Relations = dict[str, list[tuple[RelationKind, str]]]


def small_snapshot(policy: Policy | None = None, relations: Relations | None = None) -> Snapshot:
    chosen = policy or Policy(control_share=0.0)
    stock = Stock(dict(PRODUCTS), KINDS, relations or {}, 7)
    return make_snapshot({"demo": make_shop("demo", stock, FakeLearned(), chosen)}, chosen, "m1", 7)


@dataclass
class FakeHolder:
    snapshot: Snapshot | None = field(default_factory=small_snapshot)

    def current(self, at: datetime | None = None) -> Snapshot | None:
        return self.snapshot


@dataclass
class FakeRecords:
    taken: list[RecordedDecision] = field(default_factory=list)

    def decided(self, recorded: RecordedDecision) -> None:
        self.taken.append(recorded)


@dataclass
class FakePeople:
    """Facts and refusals by customer id and by key; an exception instead when there is one."""

    facts: dict[str, PersonFacts] = field(default_factory=dict)
    declined: dict[str, dict[str, datetime]] = field(default_factory=dict)
    fails: Exception | None = None
    said: list[Statement] = field(default_factory=list)
    contacts: list[tuple[Channel, datetime]] = field(default_factory=list)
    pause: datetime | None = None
    stop: Stop | None = None
    frequency: Frequency = Frequency.USUAL
    similar: list[SimilarRow] = field(default_factory=list)
    asked: int = 0

    def person_facts(self, source: str, customer_id: str) -> PersonFacts | None:
        self.asked += 1
        if self.fails:
            raise self.fails
        return self.facts.get(customer_id)

    def refused(self, source: str, key: str, former: Sequence[str] = (), shown: Shown | None = None) -> Refused:
        return Refused({product: at for one in (key, *former) for product, at in self.declined.get(one, {}).items()})

    def known(self, reach: Reach, at: datetime, policy: Policy, channel: Channel) -> Known:
        return Known(Subject(reach.key, "BE", relation=Relation.CUSTOMER, statements=tuple(self.said)), self.pause)

    def reads(self) -> PersonReads:
        return PersonReads(
            self.person_facts,
            self.refused,
            self.known,
            stopped=lambda: self.stop,
            contacts=lambda keys, since: tuple(one for one in self.contacts if one[1] >= since),
            preferences=lambda key: Preferences(frequency=self.frequency),
            similar=lambda source: self.similar,
        )

    def history(self, **options: object) -> History:
        return History(self.reads(), **options)  # type: ignore[arg-type]


def engine(
    holder: FakeHolder | None = None, records: FakeRecords | None = None, people: FakePeople | None = None
) -> Engine:
    return Engine(
        holder or FakeHolder(),
        records or FakeRecords(),
        SECRET,
        history=(people or FakePeople({"1": PersonFacts("ann", {})})).history(),
    )
