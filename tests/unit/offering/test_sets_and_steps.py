"""Sets, steps after the choice and the whole order multiplied, from the question to the next one."""

from __future__ import annotations

import msgspec

from tests.unit.offering.small_shop import NOON, SECRET, FakeHolder, FakeLearned, engine, neighbour
from worthmore import placements
from worthmore.offering.answer import OffersAnswer, as_answer
from worthmore.offering.keeping import decision_row
from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.offering.snapshot import Stock, make_shop, make_snapshot
from worthmore.offering.tokens import read, sign
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product, RelationKind

PART, STEP = RelationKind.PART, RelationKind.FUNNEL_STEP
PRODUCTS = {
    one.id: one
    for one in (
        Product("bike", "Bike", 80_000, "EUR", cost=50_000),
        Product("lock", "Lock", 5_000, "EUR", cost=2_000),
        Product("helmet", "Helmet", 6_000, "EUR", cost=2_500),
        Product("set", "Set", 10_000, "EUR"),
        Product("cards", "Cards", 2_000, "EUR", cost=300, tiers=((2, 1_300),)),
        Product("paper", "Paper", 400, "EUR", cost=100, tiers=((2, 300),)),
        Product("box", "Box", 100, "EUR", cost=30),
    )
}
RELATIONS = {
    "set": [(PART, "lock"), (PART, "helmet")],
    "cards": [(STEP, "paper"), (STEP, "box")],
}
POLICY = Policy(control_share=0.0, premium_caps={"golden": 0.9})
ARTWORK = {"logo": "upload-5182", "lines": ["Vlierhof", "🚲"]}


def ask(
    place: str, *lines: RequestedLine, product: str | None = None, exclude: tuple[str, ...] = ()
) -> RecordedDecision:
    learned = FakeLearned(goes_with={"bike": [neighbour("set", 0.3)]}, better={})
    shop = make_shop("demo", Stock(PRODUCTS, {}, RELATIONS, 1), learned, POLICY)
    holder = FakeHolder(make_snapshot({"demo": shop}, POLICY, "m1", 1))
    request = OfferRequest(placements.find(place), "en", cart=lines, product=product, exclude=frozenset(exclude))
    return engine(holder).offer("demo", request, NOON)


def answered(recorded: RecordedDecision) -> OffersAnswer:
    return as_answer(recorded, explain=False, language="en", settings=ARTWORK)


def offered(recorded: RecordedDecision) -> dict[str, str]:
    """The token of each offered product."""
    return {
        one.candidate.product.id: token for one, token in zip(recorded.decision.offers, recorded.tokens, strict=True)
    }


def test_a_set_tells_its_parts_its_saving_and_what_it_adds() -> None:
    (found,) = answered(ask("cart", RequestedLine("bike"), RequestedLine("lock"))).offers
    assert (found.kind, found.anchor, found.price.amount, found.extra.amount) == ("bundle", "bike", 10_000, 5_000)
    assert [(part.id, part.price.amount) for part in found.parts] == [("lock", 5_000), ("helmet", 6_000)]
    assert found.saving is not None
    assert found.saving.amount == 1_000


def test_an_accepted_set_counts_for_what_it_added() -> None:
    token = offered(ask("cart", RequestedLine("bike"), RequestedLine("lock")))["set"]
    again = ask("cart", RequestedLine("bike"), RequestedLine("set", offer=token))
    assert (again.situation.accepted_extra, again.situation.reference) == (5_000, 85_000)


def test_a_set_in_the_place_of_an_accepted_part_keeps_that_part_an_extra() -> None:
    lock = ask("cart", RequestedLine("bike"), RequestedLine("lock"))
    assert read(offered(lock)["set"], SECRET).line_extra == 5_000
    token = msgspec.structs.replace(read(offered(lock)["set"], SECRET), kind="complement", product="lock", extra=5_000)
    accepted = RequestedLine("lock", offer=sign(msgspec.structs.replace(token, line_extra=5_000), SECRET))
    assert read(offered(ask("cart", RequestedLine("bike"), accepted))["set"], SECRET).line_extra == 10_000


def test_a_step_carries_the_settings_and_where_it_stands() -> None:
    (found,) = answered(ask("funnel", RequestedLine("cards"), product="cards")).offers
    assert (found.kind, found.product.id, found.settings) == ("funnel_step", "paper", ARTWORK)
    assert found.progress is not None
    assert (found.progress.step, found.progress.steps) == (1, 2)


def test_settings_are_kept_nowhere() -> None:
    row = decision_row(ask("funnel", RequestedLine("cards"), product="cards"))
    assert "upload-5182" not in str(row)


def test_the_whole_series_can_be_walked_to_its_end() -> None:
    cards = RequestedLine("cards")
    paper = RequestedLine("paper", offer=offered(ask("funnel", cards, product="cards"))["paper"])
    second = ask("funnel", cards, paper, product="cards")
    assert list(offered(second)) == ["box"]
    last = answered(ask("funnel", cards, paper, product="cards", exclude=("box",)))
    (golden,) = last.offers
    assert (golden.kind, golden.product.id, golden.multiple, golden.extra.amount) == ("golden", "cards", 2, 800)
    assert (golden.progress, golden.premium) == (None, 800 / 2_400)
    assert golden.words == "everything twice: €8 more"


def test_an_accepted_golden_offer_counts_once_for_all_it_added() -> None:
    cards = RequestedLine("cards")
    paper = RequestedLine("paper", offer=offered(ask("funnel", cards, product="cards"))["paper"])
    token = offered(ask("funnel", cards, paper, product="cards", exclude=("box",)))["cards"]
    doubled = ask(
        "checkout",
        RequestedLine("cards", 2, 1_300, offer=token),
        RequestedLine("paper", 2, 300, offer=paper.offer),
    )
    # 8 euros for doubling, and the paper that was an offer before: 2 × 3 euros.
    assert doubled.situation.accepted_extra == 800 + 600
    assert doubled.warnings == ()
