"""An upgrade of an upgrade: however many steps, the line remembers where it began."""

from __future__ import annotations

import msgspec

from tests.unit.offering.small_shop import CART, KINDS, NOON, SECRET, FakeHolder, FakeLearned, engine, neighbour
from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.offering.snapshot import Stock, make_shop, make_snapshot
from worthmore.offering.tokens import OfferToken, read, sign
from worthmore.vocabulary.evidence import Basis
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product

PRICES = {"sofa": 10_000_000, "a": 100_000, "b": 120_000, "c": 125_000, "d": 150_000, "lock": 5_000, "chain": 5_500}
PRODUCTS = {
    id: Product(id, id, price, "EUR", cost=price // 4, attributes={"battery": price}) for id, price in PRICES.items()
}
STEPS = {"a": "b", "b": "c", "c": "d", "lock": "chain"}


def ask(*lines: RequestedLine) -> RecordedDecision:
    learned = FakeLearned(
        goes_with={"sofa": [neighbour("lock", 0.3)]},
        better={low: [neighbour(high, 0.3, Basis.ATTRIBUTES)] for low, high in STEPS.items()},
    )
    policy = Policy(control_share=0.0)
    shop = make_shop("demo", Stock(PRODUCTS, KINDS, {}, 1), learned, policy)
    holder = FakeHolder(make_snapshot({"demo": shop}, policy, "m1", 1))
    return engine(holder).offer("demo", OfferRequest(CART, "en", cart=lines), NOON)


def token_for(product: str, *lines: RequestedLine) -> str:
    recorded = ask(*lines)
    offered = {o.candidate.product.id: t for o, t in zip(recorded.decision.offers, recorded.tokens, strict=True)}
    assert product in offered, (recorded.decision.refused, recorded.warnings)
    return offered[product]


def told(token: str) -> OfferToken:
    return read(token, SECRET)


def test_three_small_steps_do_not_climb_past_the_cap() -> None:
    sofa = RequestedLine("sofa")
    first = token_for("b", sofa, RequestedLine("a", 2))
    second = token_for("c", sofa, RequestedLine("b", 2, offer=first))
    assert [(told(one).extra, told(one).line_extra) for one in (first, second)] == [(20_000, 20_000), (5_000, 25_000)]
    recorded = ask(sofa, RequestedLine("c", 2, offer=second))
    [refusal] = [one for one in recorded.decision.refused if one.product_id == "d"]
    assert (refusal.guard, refusal.detail) == (
        "premium",
        "with the earlier upgrade of this line, extra €500 is 50 % of €1,000; the cap is 25 %",
    )
    assert recorded.situation.accepted_extra == 50_000


def test_upgrading_a_line_that_was_an_offer_keeps_all_of_it_an_extra() -> None:
    sofa = RequestedLine("sofa")
    lock = token_for("lock", sofa)
    chain = token_for("chain", sofa, RequestedLine("lock", offer=lock))
    assert (told(chain).extra, told(chain).line_extra) == (500, 5_500)
    situation = ask(sofa, RequestedLine("chain", offer=chain)).situation
    assert (situation.accepted_extra, situation.reference) == (5_500, 10_000_000)


def test_a_token_from_before_lines_were_remembered_counts_its_step() -> None:
    told_before = told(token_for("b", RequestedLine("sofa"), RequestedLine("a")))
    short = sign(msgspec.structs.replace(told_before, line_extra=None), SECRET)
    assert ask(RequestedLine("b", offer=short)).situation.accepted_extra == 20_000
