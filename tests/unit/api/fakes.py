"""An engine whose answers a person can see, and keys that need no database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from worthmore.api.keys import Key, KeyRing, Scope, digest_of
from worthmore.offering.outcomes_in import OrderIn, OrderSaved
from worthmore.offering.pages import RecordedPage
from worthmore.offering.recorded import Notice, RecordedDecision
from worthmore.offering.requests import OfferRequest, PageRequest
from worthmore.offering.tokens import OfferToken, sign
from worthmore.vocabulary.decision import Candidate, Decision, Offer, OfferKind, Premium, Refusal, Words
from worthmore.vocabulary.evidence import Basis, Evidence
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Situation
from worthmore.vocabulary.worth import Worth

SECRET = "a secret of the fakes"
ORIGIN = "https://shop.example"
STOREFRONT, SERVER, OTHER = "wm_pstorefront", "wm_sserver", "wm_pother"
AT = datetime(2026, 5, 1, 10, 0, tzinfo=UTC)
BIKE = Product("bike-21", "City bike 21", 89900, "EUR", ("Bicycles", "City bikes"))
LOCK = Product("lock-7", "Folding lock", 5995, "EUR", ("Accessories", "Locks"), "Abus", cost=2500)


def token(source: str = "demo") -> str:
    return sign(
        OfferToken("d" * 32, 0, source, "cart", "complement", LOCK.id, BIKE.id, "", 5995, 5995, "EUR", AT), SECRET
    )


def keys() -> dict[str, Key]:
    made = [
        Key(digest_of(STOREFRONT), "page", Scope.STOREFRONT, "demo", frozenset([ORIGIN])),
        Key(digest_of(SERVER), "server", Scope.SERVER, "demo", frozenset()),
        Key(digest_of(OTHER), "elsewhere", Scope.STOREFRONT, "demo", frozenset(["https://other.example"])),
    ]
    return {key.digest: key for key in made}


def ring() -> KeyRing:
    return KeyRing(keys, every=0)


@dataclass
class Snapshot:
    policy: Policy = field(default_factory=lambda: Policy(language="nl"))
    model_version: str = "m1"
    rules_version: str = "r1"
    sources: dict[str, Any] = field(default_factory=dict)


@dataclass
class Holder:
    snapshot: Snapshot | None = field(default_factory=Snapshot)
    stale_since: datetime | None = None

    @property
    def stale(self) -> bool:
        return self.stale_since is not None

    def current(self, at: datetime | None = None) -> Snapshot | None:
        return self.snapshot


@dataclass
class Engine:
    asked: list[tuple[str, OfferRequest, datetime]] = field(default_factory=list)
    fails: Exception | None = None

    def offer(self, source: str, request: OfferRequest, at: datetime) -> RecordedDecision:
        self.asked.append((source, request, at))
        if self.fails:
            raise self.fails
        lock = Candidate(OfferKind.COMPLEMENT, LOCK, 0.18, Evidence(Basis.BASKETS, 214, 240, 3.4, 3.0, 3.9), BIKE)
        words = Words(request.language, "Often bought with it", "Add it")
        worth = Worth(0.18, 0.04, 1517.857)
        offer = Offer(lock, Premium(5995, 89900), 212.5, words, worth=worth)
        refusal = Refusal(OfferKind.UPGRADE, "bike-99", "premium", "a premium of 140 % is above the cap of 25 %")
        unknown = Notice("unknown_product", "cart[0].product", "not in the catalogue; ignored")
        nobody = Notice("unknown_customer", "customer", "not known; answered as for a new visitor")
        return RecordedDecision(
            id="d" * 32,
            at=at,
            source=source,
            decision=Decision((offer,), (refusal,)),
            tokens=(token(source),),
            arm="unassigned",
            model_version="m1",
            rules_version="r1",
            warnings=(unknown, nobody),
            situation=Situation(request.placement, at, request.language),
        )

    def page(self, source: str, request: PageRequest, at: datetime) -> RecordedPage:
        alone = [OfferRequest(one.placement, request.language, request.customer) for one in request.blocks]
        decided = [self.offer(source, one, at) for one in alone]
        named = zip(decided, request.blocks, strict=True)
        return RecordedPage("p" * 32, tuple(replace(one, page="p" * 32, block=block.name) for one, block in named))


@dataclass
class Outcomes:
    secret: str = SECRET
    kept: set[tuple[str, str]] = field(default_factory=set)
    orders: list[tuple[str, OrderIn, datetime]] = field(default_factory=list)
    fails: Exception | None = None

    def record_outcome(
        self, token: str, outcome: str, at: datetime, customer: str | None = None, occasion: str = ""
    ) -> bool:
        if self.fails:
            raise self.fails
        new = (token, outcome) not in self.kept
        self.kept.add((token, outcome))
        return new

    def record_order(self, source: str, order: OrderIn, at: datetime) -> OrderSaved:
        if self.fails:
            raise self.fails
        self.orders.append((source, order, at))
        return OrderSaved(len(order.lines), 0, 0, sum(line.offer is not None for line in order.lines))


@dataclass
class FakeService:
    holder: Holder = field(default_factory=Holder)
    engine: Engine = field(default_factory=Engine)
    outcomes: Outcomes = field(default_factory=Outcomes)


def opened(service: FakeService) -> Callable[[], Any]:
    return lambda: service
