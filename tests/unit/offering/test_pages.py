"""A page with several blocks: the person is read once, nothing stands twice, at most one block stands beside."""

from __future__ import annotations

import json

from tests.unit.offering.small_shop import (
    CART,
    NOON,
    PRODUCT_PAGE,
    FakePeople,
    FakeRecords,
    engine,
)
from worthmore.offering.keeping import decision_row
from worthmore.offering.pages import RecordedPage, decide_page
from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.requests import Block, PageRequest, RequestedLine

BIKE = (RequestedLine("bike"),)


def request(*blocks: Block, **changes: object) -> PageRequest:
    return PageRequest(**{"blocks": blocks, "language": "en", "cart": BIKE, **changes})  # type: ignore[arg-type]


def offered(recorded: RecordedDecision) -> list[str]:
    return [offer.candidate.product.id for offer in recorded.decision.offers]


def refused(recorded: RecordedDecision) -> dict[str, str]:
    return {one.product_id: one.guard for one in recorded.decision.refused}


def shown(page: RecordedPage) -> list[str]:
    return [product for block in page.blocks for product in offered(block)]


def test_no_product_stands_twice_and_the_first_block_has_the_first_choice() -> None:
    page = engine().page("demo", request(Block("top", CART, limit=1), Block("below", CART)), NOON)
    top, below = page.blocks
    assert len(offered(top)) == 1
    assert set(shown(page)) == {"e-bike", "lock", "helmet"}
    assert len(shown(page)) == 3
    assert refused(below)[offered(top)[0]] == "excluded"


def test_one_block_beside_the_main_content_appears_and_it_earns_most() -> None:
    sides = (Block("left", CART, limit=1, beside=True), Block("right", CART, limit=3, beside=True))
    left, right = engine().page("demo", request(*sides), NOON).blocks
    assert offered(left) == []
    assert len(offered(right)) == 3
    assert refused(left)["e-bike"] == "page_room"


def test_what_stands_beside_makes_room_for_the_main_content_wherever_it_was_asked() -> None:
    beside, main = Block("side", CART, beside=True), Block("main", CART, limit=2)
    side, content = engine().page("demo", request(beside, main), NOON).blocks
    assert (side.block, content.block) == ("side", "main")
    assert len(offered(content)) == 2
    assert not set(offered(side)) & set(offered(content))


def test_every_block_is_a_decision_of_its_own_with_the_pages_id() -> None:
    records = FakeRecords()
    page = engine(records=records).page("demo", request(Block("a", CART), Block("b", PRODUCT_PAGE)), NOON)
    assert tuple(records.taken) == page.blocks
    assert len({one.id for one in page.blocks} | {page.id}) == 3
    kept = [json.loads(decision_row(one).saw) for one in page.blocks]
    assert [(one["page"], one["block"]) for one in kept] == [(page.id, "a"), (page.id, "b")]


def test_a_preview_records_nothing() -> None:
    records = FakeRecords()
    assert engine(records=records).preview_page("demo", request(Block("a", CART)), NOON).blocks
    assert records.taken == []


def test_the_customer_is_looked_up_once_for_all_blocks() -> None:
    people = FakePeople()
    blocks = tuple(Block(str(place), CART) for place in range(6))
    engine(people=people).page("demo", request(*blocks, customer="1042"), NOON)
    assert people.asked == 1


def test_a_block_may_be_about_a_product_of_its_own() -> None:
    blocks = (Block("a", PRODUCT_PAGE, product="bike"), Block("b", PRODUCT_PAGE, product="nowhere"))
    a, b = engine().page("demo", request(*blocks, cart=(), product="seat"), NOON).blocks
    assert a.situation.chosen is not None
    assert a.situation.chosen.id == "bike"
    assert [(one.code, one.field) for one in b.warnings] == [("unknown_product", "blocks[1].product")]


def test_one_block_is_decided_as_if_it_were_asked_alone() -> None:
    page = engine().preview_page("demo", request(Block("only", CART)), NOON)
    assert decide_page(lambda asked: page.blocks[0].decision, [page.blocks[0].situation], [False]) == [
        (page.blocks[0].situation, page.blocks[0].decision)
    ]
    assert set(shown(page)) == {"e-bike", "lock", "helmet"}


def test_a_source_nobody_knows_gets_empty_blocks_and_a_warning() -> None:
    page = engine().page("elsewhere", request(Block("a", CART), Block("b", CART)), NOON)
    assert shown(page) == []
    assert page.blocks[0].warnings[0].code == "unknown_source"
