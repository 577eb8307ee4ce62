"""What the shop's own people set by hand: refused, first, more, last; as a sentence; and never against itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.decide.making import (
    candidate,
    decided,
    knowledge,
    line,
    neighbour,
    offered,
    product,
    refused,
    situation,
)
from worthmore.decide.hand_rules import HandRules, contradiction, hand_rule, ordered, pinned, sentence, touched
from worthmore.decide.hand_rules.touching import Effect
from worthmore.decide.pipeline import decide
from worthmore.decide.ports import Knowledge
from worthmore.decide.standard import standard_guards, standard_ranking, standard_sources
from worthmore.decide.wording import word
from worthmore.vocabulary.decision import Decision
from worthmore.vocabulary.hand_rules import HandAct, HandRule, HandRuleError, Selection
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation

BIKE = product("bike", 100_000, brand="Gazelle", category=("Bicycles", "City bikes"))
LOCK = product("lock", 5_000, brand="Abus", category=("Accessories", "Locks"))
BELL = product("bell", 1_000, brand="Gazelle", category=("Accessories", "Bells"))
PUMP = product("pump", 4_000, brand="SKS", category=("Accessories", "Pumps"), stock=3)
LIGHT = product("light", 3_000, brand="Abus", category=("Lights",))
ALL = (BIKE, LOCK, BELL, PUMP, LIGHT)
KNOWN = knowledge(*ALL, complements={"bike": [neighbour("lock", 0.3), neighbour("bell", 0.2), neighbour("pump", 0.1)]})
AT_CART = situation(line(BIKE))
POLICY = Policy(spread=0.0)


def made(*rules: HandRule, policy: Policy = POLICY) -> HandRules:
    return HandRules(rules, policy, KNOWN.find, sentence)


def decision(*rules: HandRule, asked: Situation = AT_CART, known: Knowledge = KNOWN) -> Decision:
    hand = made(*rules)
    sources = [standard_sources(known, POLICY)["complement"], pinned(hand, known.accepted)]
    guards = standard_guards(POLICY, lambda key: False, knowledge=known, by_hand=hand)
    return decide(asked, sources, guards, standard_ranking(POLICY, known, hand), word)


def named(*products: str, **fields: object) -> Selection:
    return Selection(products=products, **fields)  # type: ignore[arg-type]


def test_never_refuses_with_its_own_sentence() -> None:
    rule = HandRule(HandAct.NEVER, Selection(brands=("abus",)), named("bike"), until_date=date(2026, 12, 31), id=7)
    found = decision(rule)
    assert offered(found) == ["pump", "bell"]
    assert [(one.guard, one.detail) for one in found.refused] == [
        ("hand_rule", "Never offer products of the brand abus, beside Bike (bike), until December 31, 2026 (rule 7)")
    ]


@pytest.mark.parametrize(
    "rule",
    [
        HandRule(HandAct.NEVER, named("lock"), until_date=date(2026, 5, 5)),
        HandRule(HandAct.NEVER, named("lock"), from_date=date(2026, 5, 7)),
        HandRule(HandAct.NEVER, named("lock"), active=False),
        HandRule(HandAct.NEVER, named("lock"), placements=("till_cross_sell",)),
        HandRule(HandAct.NEVER, named("lock"), kinds=("upgrade",)),
        HandRule(HandAct.NEVER, named("lock"), beside=Selection(categories=("Helmets",))),
    ],
)
def test_a_rule_for_another_day_place_kind_or_purchase_says_nothing(rule: HandRule) -> None:
    assert offered(decision(rule)) == offered(decision()) == ["lock", "pump", "bell"]


def test_a_day_is_the_one_at_the_shop() -> None:
    late = replace(AT_CART, at=AT_CART.at.replace(hour=23))
    rule = HandRule(HandAct.NEVER, named("lock"), from_date=date(2026, 5, 7))
    assert "lock" in offered(decision(rule))
    assert "lock" not in offered(decision(rule, asked=late))


def test_a_category_takes_everything_below_it_with_it() -> None:
    assert offered(decision(HandRule(HandAct.NEVER, Selection(categories=("accessories",))))) == []
    assert "lock" not in offered(decision(HandRule(HandAct.NEVER, Selection(categories=("Accessories/Locks",)))))
    narrow = Selection(categories=("Accessories",), brands=("Abus",))
    assert offered(decision(HandRule(HandAct.NEVER, narrow))) == ["pump", "bell"]


def test_only_with_refuses_beside_anything_else() -> None:
    rule = HandRule(HandAct.ONLY_WITH, named("lock"), Selection(categories=("Helmets",)))
    assert refused(decision(rule)) == {"lock": "hand_rule"}
    assert "lock" in offered(decision(HandRule(HandAct.ONLY_WITH, named("lock"), Selection(brands=("gazelle",)))))


def test_same_brand_refuses_another_brand_than_that_of_the_anchor() -> None:
    assert offered(decision(HandRule(HandAct.SAME_BRAND))) == ["bell"]


def test_a_price_window_may_be_money_or_percent_of_the_anchor() -> None:
    assert offered(decision(HandRule(HandAct.PRICE_WINDOW, least=2_000, most=4_500))) == ["pump"]
    assert offered(decision(HandRule(HandAct.PRICE_WINDOW, most=4, of_anchor=True))) == ["pump", "bell"]


def test_a_stock_floor_leaves_so_many_on_the_shelf() -> None:
    assert "pump" in offered(decision(HandRule(HandAct.STOCK_FLOOR, stock=2)))
    assert refused(decision(HandRule(HandAct.STOCK_FLOOR, stock=3))) == {"pump": "hand_rule"}


def test_a_pinned_product_comes_first_also_where_nothing_learned_proposes_it() -> None:
    found = decision(HandRule(HandAct.PIN, named("light", "bell"), Selection(categories=("Bicycles",))))
    assert offered(found)[:2] == ["light", "bell"]
    assert found.offers[0].candidate.evidence.basis.value == "hand"


def test_a_pinned_product_passes_every_guard_like_any_other() -> None:
    assert refused(decision(HandRule(HandAct.PIN, named("lock")), asked=replace(AT_CART, exclude=frozenset({"lock"}))))[
        "lock"
    ] == ("excluded")
    dear = product("dear", 90_000)
    known = knowledge(*ALL, dear)
    hand = HandRules([HandRule(HandAct.PIN, named("dear"))], POLICY, known.find, sentence)
    guards = standard_guards(POLICY, lambda key: False, by_hand=hand)
    found = decide(AT_CART, [pinned(hand, known.accepted)], guards, standard_ranking(POLICY, known, hand), word)
    assert refused(found) == {"dear": "premium"}


def test_a_pin_sets_the_minimum_aside_but_never_loses_money() -> None:
    policy = Policy(minimum_margin=100_000)
    hand = HandRules([HandRule(HandAct.PIN, named("bell"))], policy, KNOWN.find, sentence)
    sources, ranking = [standard_sources(KNOWN, policy)["complement"]], standard_ranking(policy, KNOWN, hand)
    found = decide(AT_CART, sources, [], ranking, word)
    assert offered(found) == ["bell"]
    assert refused(found) == {"lock": "worth_too_little", "pump": "worth_too_little"}


def test_never_wins_over_a_pin() -> None:
    found = decision(HandRule(HandAct.PIN, named("lock")), HandRule(HandAct.NEVER, Selection(brands=("Abus",))))
    assert "lock" not in offered(found)


def test_a_boost_changes_the_order_and_not_the_money() -> None:
    plain, boosted = decision(), decision(HandRule(HandAct.BOOST, named("bell"), percent=900))
    assert offered(boosted)[0] == "bell"
    worth = boosted.offers[0].worth
    assert worth is not None
    assert worth.lever == 10
    assert boosted.offers[0].expected_margin == next(
        one.expected_margin for one in plain.offers if one.candidate.product.id == "bell"
    )


def test_what_is_buried_is_offered_only_after_everything_else() -> None:
    assert offered(decision(HandRule(HandAct.BURY, named("lock")))) == ["pump", "bell", "lock"]


def test_parts_of_a_set_are_looked_at_too() -> None:
    kit = candidate(product("kit"), parts=(LOCK, BELL))
    examine = hand_rule(made(HandRule(HandAct.NEVER, named("lock"), id=4))).prepare(AT_CART)
    assert examine is not None
    assert examine(kit) == "Never offer Lock (lock) (rule 4)"


def test_a_trial_tells_what_a_rule_would_touch() -> None:
    offers = [candidate(one, anchor=BIKE) for one in (LOCK, BELL, PUMP)]
    effects = {
        HandRule(HandAct.SAME_BRAND): {"lock": Effect.REFUSED, "pump": Effect.REFUSED},
        HandRule(HandAct.BOOST, named("bell"), percent=5): {"bell": Effect.MORE},
        HandRule(HandAct.PIN, named("pump")): {"pump": Effect.FIRST},
        HandRule(HandAct.BURY, Selection(brands=("SKS",))): {"pump": Effect.LAST},
    }
    for rule, expected in effects.items():
        found = touched(made(rule), AT_CART, offers)
        assert {one.candidate.product.id: one.effect for one in found} == expected


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (HandRule(HandAct.PIN, named("lock", "bell")), "Offer first: Lock (lock) or Bell (bell)"),
        (
            HandRule(HandAct.BOOST, Selection(brands=("Abus",)), percent=20),
            "Let products of the brand Abus count for 20 % more",
        ),
        (
            HandRule(
                HandAct.ONLY_WITH,
                named("lock"),
                Selection(categories=("Bicycles",)),
                placements=("cart", "checkout"),
            ),
            "Offer Lock (lock) only beside products of the category Bicycles, at: cart or checkout",
        ),
        (
            HandRule(HandAct.PRICE_WINDOW, least=500, most=2_000, kinds=("complement",)),
            "Of any product, offer only what costs €5 to €20, as: complement",
        ),
        (
            HandRule(HandAct.PRICE_WINDOW, most=120, of_anchor=True, from_date=date(2026, 11, 1)),
            "Of any product, offer only what costs 120 % or less of the price of what it goes with, "
            "from November 1, 2026 on",
        ),
        (HandRule(HandAct.STOCK_FLOOR, named("gone"), stock=2), "Leave 2 of each on the shelf: gone"),
    ],
)
def test_a_rule_reads_as_one_sentence(rule: HandRule, said: str) -> None:
    assert sentence(rule, KNOWN.find, "EUR") == said


PIN_LOCK = HandRule(HandAct.PIN, named("lock"), id=1)


@pytest.mark.parametrize(
    ("other", "against"),
    [
        (HandRule(HandAct.NEVER, named("lock"), id=2), True),
        (HandRule(HandAct.NEVER, Selection(brands=("Abus",)), id=2), True),
        (HandRule(HandAct.BURY, Selection(categories=("Accessories",)), id=2), True),
        (HandRule(HandAct.NEVER, kinds=("upgrade",), id=2), False),
        (HandRule(HandAct.NEVER, named("lock"), named("bell"), id=2), False),
        (HandRule(HandAct.NEVER, named("lock"), active=False, id=2), False),
        (HandRule(HandAct.NEVER, Selection(brands=("SKS",)), id=2), False),
        (HandRule(HandAct.BOOST, named("lock"), percent=10, id=2), False),
    ],
)
def test_a_contradiction_is_found_whichever_rule_was_first(other: HandRule, against: bool) -> None:
    assert contradiction(PIN_LOCK, [other], KNOWN.find) == (other if against else None)
    assert contradiction(other, [PIN_LOCK], KNOWN.find) == (PIN_LOCK if against else None)


def test_rules_for_different_days_do_not_contradict() -> None:
    may = replace(PIN_LOCK, until_date=date(2026, 5, 31))
    assert (
        contradiction(may, [HandRule(HandAct.NEVER, named("lock"), from_date=date(2026, 6, 1), id=2)], KNOWN.find)
        is None
    )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"act": HandAct.PIN}, "offers"),
        ({"act": HandAct.BOOST, "percent": 0}, "percent"),
        ({"act": HandAct.NEVER}, "offers"),
        ({"act": HandAct.ONLY_WITH}, "beside"),
        ({"act": HandAct.PRICE_WINDOW}, "most"),
        ({"act": HandAct.PRICE_WINDOW, "least": 5, "most": 4}, "most"),
        ({"act": HandAct.PRICE_WINDOW, "least": -5}, "least"),
        ({"act": HandAct.STOCK_FLOOR}, "stock"),
        ({"act": HandAct.SAME_BRAND, "from_date": date(2026, 2, 2), "until_date": date(2026, 2, 1)}, "until_date"),
        ({"act": HandAct.SAME_BRAND, "offers": Selection(brands=(" ",))}, "offers"),
    ],
)
def test_a_rule_that_means_nothing_is_refused_with_the_place_to_mend(fields: dict[str, object], field: str) -> None:
    with pytest.raises(HandRuleError) as error:
        HandRule(**fields)  # type: ignore[arg-type]
    assert error.value.field == field


def test_no_rules_cost_nothing() -> None:
    assert hand_rule(None).prepare(AT_CART) is None
    assert ordered(made())(AT_CART) is None
    assert list(pinned(made(), KNOWN.accepted)(AT_CART)) == []
    assert decided(KNOWN, AT_CART).offers
