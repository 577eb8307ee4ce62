"""From a request to a recorded decision: look up, decide, sign, queue for recording."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from worthmore.decide.purchase import Purchase
from worthmore.offering.asked import Asked
from worthmore.offering.history import History, HistoryUnavailableError
from worthmore.offering.pages import RecordedPage, decide_page
from worthmore.offering.recorded import Arm, RecordedDecision
from worthmore.offering.requests import OfferRequest, PageRequest
from worthmore.offering.resolving import Resolving, quoted
from worthmore.offering.snapshot import EMPTY, Shop, Snapshot
from worthmore.offering.tokens import OfferToken, sign
from worthmore.vocabulary.decision import Decision
from worthmore.vocabulary.situation import Person, Situation

NewId = Callable[[datetime], str]


class Holder(Protocol):
    """Who keeps the snapshot."""

    def current(self, at: datetime | None = None) -> Snapshot | None:
        """The present snapshot; None while there is none."""
        ...


class Records(Protocol):
    """Who takes a decision to record, without waiting."""

    def decided(self, recorded: RecordedDecision) -> None:
        """Take it."""
        ...


@dataclass(frozen=True, slots=True)
class Seen:
    """What a request is decided on. `shop` None: nothing is known of the source."""

    source: str
    snapshot: Snapshot
    shop: Shop | None
    situation: Situation
    resolving: Resolving


def new_id(at: datetime) -> str:
    """32 hexadecimal digits: the moment in milliseconds, then 80 random bits. Newer ids sort after older ones."""
    return f"{int(at.timestamp() * 1000):012x}{os.urandom(10).hex()}"


class Engine:
    """Answers offer requests from the present snapshot. Safe to use from many threads.

    It never raises for a request: what cannot be used is named in the warnings, and the rest is answered.
    """

    def __init__(
        self,
        holder: Holder,
        recorder: Records,
        secret: str,
        history: History | None = None,
        new_id: NewId = new_id,
    ) -> None:
        self.holder, self.recorder, self.secret = holder, recorder, secret
        self.history = history or History()
        self.new_id = new_id

    def offer(self, source: str, request: OfferRequest, at: datetime) -> RecordedDecision:
        """Decide what to offer, and record it."""
        recorded = self.preview(source, request, at)
        self.recorder.decided(recorded)
        return recorded

    def preview(self, source: str, request: OfferRequest, at: datetime) -> RecordedDecision:
        """Decide what would be offered, without recording it: for the shop's own people."""
        seen = self.look(source, request, at)
        decision = seen.shop.rules.decide(seen.situation) if seen.shop else Decision()
        return self._recorded(seen, seen.situation, decision)

    def page(self, source: str, request: PageRequest, at: datetime) -> RecordedPage:
        """Decide what to offer in each block of a page, and record it: one decision a block."""
        recorded = self.preview_page(source, request, at)
        for decision in recorded.blocks:
            self.recorder.decided(decision)
        return recorded

    def preview_page(self, source: str, request: PageRequest, at: datetime) -> RecordedPage:
        """Decide on a page without recording it. The person is read once, whatever the number of blocks."""
        first = request.blocks[0].placement
        alone = OfferRequest(first, request.language, request.customer, request.cart, request.product, None)
        seen = self.look(source, replace(alone, exclude=request.exclude, contracts=request.contracts), at)
        views = [seen.resolving.of_block(seen.situation, place, one) for place, one in enumerate(request.blocks)]
        decide = seen.shop.rules.decide if seen.shop else _undecided
        chosen = decide_page(decide, views, [block.beside for block in request.blocks])
        page_id = self.new_id(at)
        return RecordedPage(
            page_id,
            tuple(
                self._recorded(seen, situation, decision, page_id, block.name)
                for block, (situation, decision) in zip(request.blocks, chosen, strict=True)
            ),
        )

    def look(self, source: str, request: OfferRequest, at: datetime) -> Seen:
        """Everything a request is decided on: the shop, the situation, and what of the request was ignored."""
        snapshot = self.holder.current(at) or EMPTY
        shop = snapshot.shops.get(source)
        resolving = Resolving(source, shop.products if shop else {}, self.secret, snapshot.policy)
        if shop is None:
            resolving.warn("unknown_source", "source", _unknown(source, snapshot))
        contracts = request.contracts and shop is not None and shop.has_contracts
        asked = Asked(request.placement, at, snapshot.policy, contracts)
        person, known = self._person(source, request.customer, asked, resolving)
        return Seen(source, snapshot, shop, resolving.situation(request, at, person, known), resolving)

    def _recorded(
        self, seen: Seen, situation: Situation, decision: Decision, page: str = "", block: str = ""
    ) -> RecordedDecision:
        decision_id = self.new_id(situation.at)
        return RecordedDecision(
            id=decision_id,
            at=situation.at,
            source=seen.source,
            decision=decision,
            tokens=self._tokens(decision_id, seen.source, situation, decision),
            arm=_arm(situation.person, seen.shop),
            model_version=seen.snapshot.model_version,
            rules_version=seen.snapshot.rules_version,
            situation=situation,
            warnings=tuple(seen.resolving.warnings),
            page=page,
            block=block,
        )

    def _person(
        self, source: str, customer: str | None, asked: Asked, resolving: Resolving
    ) -> tuple[Person | None, bool]:
        """The person, and whether what matters of them is known."""
        if not customer:
            return None, True
        try:
            person = self.history.person(source, customer, asked)
        except HistoryUnavailableError as error:
            text = f"{error}; without the customer's history nothing is offered to a named customer"
            resolving.warn("history_unavailable", "customer", text)
            return None, False
        if person is None:
            text = f"customer {quoted(customer)} is not known to {quoted(source)}; answered as for a new visitor"
            resolving.warn("unknown_customer", "customer", text)
        return person, True

    def _tokens(self, decision_id: str, source: str, situation: Situation, decision: Decision) -> tuple[str, ...]:
        if not decision.offers:
            return ()
        purchase, person = Purchase.of(situation), situation.person
        return tuple(
            sign(
                OfferToken(
                    decision=decision_id,
                    position=position,
                    source=source,
                    placement=situation.placement.name,
                    kind=offer.candidate.kind.value,
                    product=offer.candidate.product.id,
                    anchor=offer.candidate.anchor.id if offer.candidate.anchor else None,
                    person_key=person.key if person else "",
                    extra=purchase.unit_extra(offer.candidate),
                    price=offer.candidate.product.price,
                    currency=offer.candidate.product.currency,
                    at=situation.at,
                    line_extra=purchase.line_extra(offer.candidate),
                ),
                self.secret,
            )
            for position, offer in enumerate(decision.offers)
        )


def _undecided(situation: Situation) -> Decision:
    return Decision()


def _arm(person: Person | None, shop: Shop | None) -> Arm:
    if person is None or shop is None:
        return "unassigned"
    return "control" if shop.rules.in_control(person.key) else "offers"


def _unknown(source: str, snapshot: Snapshot) -> str:
    if not snapshot.shops:
        return "no catalogue is loaded yet; import products or orders first, or wait until the database answers"
    return f"there is no source named {quoted(source)}; the sources are {', '.join(sorted(snapshot.shops))}"
