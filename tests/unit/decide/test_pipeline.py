"""The pipeline with sources, guards and ranks made for the occasion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.decide.making import candidate, line, product, situation
from worthmore.decide.pipeline import decide
from worthmore.decide.ports import Examine, Guard, Rank, Source, Valuation
from worthmore.decide.ranking import Ranking
from worthmore.vocabulary.decision import Candidate, OfferKind, Premium, Refusal, Words
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.situation import Situation
from worthmore.vocabulary.worth import Worth

SILENT = Words("en", "", "")


def source(*candidates: Candidate) -> Source:
    return lambda asked: candidates


def refusing(name: str, refuses: Callable[[Candidate], bool]) -> Guard:
    def prepare(asked: Situation) -> Examine:
        return lambda offer: f"{name} says no" if refuses(offer) else None

    return Guard(name, prepare)


def ranked(value: Callable[[Candidate], float]) -> Rank:
    def rank(asked: Situation, offers: Sequence[Candidate]) -> Valuation:
        return Valuation([value(offer) for offer in offers], lambda place: Worth(offers[place].chance, 0.0, 1.0))

    return rank


by_price = ranked(lambda offer: float(offer.product.price))
by_chance = ranked(lambda offer: offer.chance * 100)


def unspoken(asked: Situation, offer: Candidate, premium: Premium | None, told: Reduction | None) -> Words:
    return SILENT


def run(*sources: Source, guards: tuple[Guard, ...] = (), rank: Rank = by_price, limit: int = 3, minimum: float = 1):
    return decide(situation(limit=limit), sources, guards, Ranking(rank, minimum), unspoken)


def test_no_candidates_is_an_ordinary_decision() -> None:
    decision = run(source())
    assert decision.offers == ()
    assert decision.refused == ()


def test_the_most_valuable_comes_first_and_ties_go_by_product_id() -> None:
    decision = run(source(*(candidate(product(id, price)) for id, price in [("b", 5), ("c", 5), ("a", 5), ("d", 9)])))
    assert [offer.candidate.product.id for offer in decision.offers] == ["d", "a", "b"]
    assert decision.refused[0].guard == "outranked"
    assert decision.refused[0].product_id == "c"
    assert "€0.05" in decision.refused[0].detail


def test_the_first_guard_that_refuses_is_the_reason() -> None:
    law, house = refusing("law", lambda offer: True), refusing("house", lambda offer: True)
    decision = run(source(candidate(product("a"))), guards=(law, house))
    assert decision.refused == (Refusal(OfferKind.COMPLEMENT, "a", "law", "law says no"),)


def test_a_guard_with_nothing_to_say_is_not_asked() -> None:
    decision = run(source(candidate()), guards=(Guard("absent", lambda asked: None),))
    assert len(decision.offers) == 1


def test_a_guard_is_prepared_once_a_decision() -> None:
    prepared: list[Situation] = []

    def prepare(asked: Situation) -> None:
        prepared.append(asked)

    run(source(*(candidate(product(str(i))) for i in range(9))), guards=(Guard("counted", prepare),))
    assert len(prepared) == 1


def test_a_product_is_offered_once_as_what_it_is_worth_most() -> None:
    weak, strong = candidate(chance=0.1), candidate(kind=OfferKind.ALSO_BOUGHT, chance=0.4)
    decision = run(source(weak), source(strong), rank=by_chance)
    assert [offer.candidate for offer in decision.offers] == [strong]
    assert decision.refused[0].guard == "duplicate"
    assert decision.refused[0].kind is OfferKind.COMPLEMENT
    assert "also_bought" in decision.refused[0].detail


def test_of_equally_good_reasons_the_one_its_placement_asks_first_wins() -> None:
    later, sooner = candidate(kind=OfferKind.ALSO_BOUGHT), candidate(kind=OfferKind.COMPLEMENT)
    for sources in ([later, sooner], [sooner, later]):
        assert [offer.candidate for offer in run(*map(source, sources)).offers] == [sooner]


def test_what_is_refused_as_one_thing_may_be_offered_as_another() -> None:
    upgrades = refusing("no_upgrades", lambda offer: offer.kind is OfferKind.UPGRADE)
    as_upgrade, as_complement = candidate(kind=OfferKind.UPGRADE), candidate()
    decision = run(source(as_upgrade), source(as_complement), guards=(upgrades,))
    assert [offer.candidate for offer in decision.offers] == [as_complement]


def test_what_is_worth_too_little_is_not_offered() -> None:
    decision = run(source(candidate(product("cheap", 99)), candidate(product("dear", 100))), minimum=100)
    assert [offer.candidate.product.id for offer in decision.offers] == ["dear"]
    assert decision.refused[0].guard == "worth_too_little"
    assert decision.refused[0].detail == "it is expected to earn €0.99; the minimum is €1"


def test_one_addition_of_a_narrow_category_is_enough() -> None:
    locks = [replace(product(id, price), category=("Accessories", "Locks")) for id, price in [("a", 300), ("b", 200)]]
    wide = [replace(product(id, price), category=("Accessories",)) for id, price in [("c", 250), ("d", 240)]]
    decision = run(source(*map(candidate, [*locks, *wide])))
    assert [offer.candidate.product.id for offer in decision.offers] == ["a", "c", "d"]
    assert [(refusal.product_id, refusal.guard) for refusal in decision.refused] == [("b", "alike")]
    assert decision.refused[0].detail == "a of the same category is offered, which is worth at least as much"


def test_a_limit_of_zero_offers_nothing_and_says_so() -> None:
    for limit in (0, -1):
        decision = run(source(candidate()), limit=limit)
        assert decision.offers == ()
        assert decision.refused[0].guard == "outranked"


def test_one_filler_is_enough_and_it_is_the_cheapest() -> None:
    fillers = [candidate(product(id, price), OfferKind.THRESHOLD_FILLER) for id, price in [("a", 1200), ("b", 800)]]
    beside = candidate(product("a", 1200))
    decision = run(source(*fillers), source(beside))
    assert [(offer.candidate.product.id, offer.candidate.kind.value) for offer in decision.offers] == [
        ("a", "complement"),
        ("b", "threshold_filler"),
    ]
    assert decision.refused == (
        Refusal(OfferKind.THRESHOLD_FILLER, "a", "outranked", "b reaches free delivery for less"),
    )


def test_an_offer_carries_its_premium_and_value() -> None:
    bike = product("bike", 100_000)
    asked = situation(line(bike))
    decision = decide(asked, [source(candidate(product("lock", 5_000), anchor=bike))], [], Ranking(by_price), unspoken)
    assert decision.offers[0].premium == Premium(5_000, 100_000)
    assert decision.offers[0].expected_margin == 5_000
    assert decision.offers[0].words is SILENT


kinds = st.sampled_from(list(OfferKind))
proposals = st.lists(
    st.builds(
        lambda id, price, kind, chance: candidate(product(id, price), kind, chance=chance),
        st.sampled_from("abcdefgh"),
        st.integers(0, 300),
        kinds,
        st.floats(0, 1),
    ),
    max_size=30,
)


@given(proposed=proposals, limit=st.integers(-1, 9), minimum=st.integers(0, 100))
def test_every_candidate_is_offered_or_refused_exactly_once(
    proposed: list[Candidate], limit: int, minimum: int
) -> None:
    odd = refusing("odd_prices", lambda offer: offer.product.price % 2 == 1)
    decision = run(source(*proposed), guards=(odd,), rank=by_chance, limit=limit, minimum=minimum)
    assert len(decision.offers) + len(decision.refused) == len(proposed)
    assert len(decision.offers) <= max(limit, 0)
    shown = [offer.candidate.product.id for offer in decision.offers]
    assert len(set(shown)) == len(shown)
    assert all(offer.expected_margin >= minimum for offer in decision.offers)
    worth = [offer.expected_margin for offer in decision.offers]
    assert worth == sorted(worth, reverse=True)
    assert all(refusal.detail for refusal in decision.refused)


@given(proposed=proposals)
def test_the_same_question_has_the_same_answer(proposed: list[Candidate]) -> None:
    assert run(source(*proposed)) == run(source(*proposed))
