"""Frames and tones: only where their facts are bound, in every language, with nothing unfilled or claimed by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from itertools import product as every

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.decide.making import NOON, candidate, line, product, situation, upgrade
from worthmore.decide.wording import LANGUAGES, Wording, word
from worthmore.decide.wording.around import AROUND, built_in
from worthmore.decide.wording.checking import Fault, Problem, problems, tidy
from worthmore.decide.wording.examples import Wanted, example
from worthmore.decide.wording.fields import NAMES, fields_of
from worthmore.decide.wording.framing import BINDINGS, frames_of
from worthmore.decide.wording.quoting import quoted_in_words, shortened
from worthmore.law.claims import lint
from worthmore.law.table import load
from worthmore.vocabulary.decision import Candidate, OfferKind, Words
from worthmore.vocabulary.evidence import Basis, Evidence
from worthmore.vocabulary.journey import Ordered, Tone
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.satisfaction import Grade, Satisfaction
from worthmore.vocabulary.situation import Person, Placement, Situation
from worthmore.vocabulary.texts import Frame, Quote, ShopText, Slot

TABLE = load()
SPOKEN = ("nl", "en", "fi", "fr", "de")
PLACES = [
    Slot(kind.value, frame, tone, language)
    for kind in OfferKind
    for frame, tone, language in every((Frame.PLAIN, *frames_of(kind)), Tone, SPOKEN)
]
BIKE, LOCK = product("bike", 100_000, name="City bike"), product("lock", 4_000, name="Ring lock")


def only(frame: Frame) -> Wording:
    """Words that take this frame where it holds."""
    return Wording(choose=lambda asked, frames: frame if frame in frames else frames[0])


def said(slot: Slot, wording: Wording) -> Words:
    kind = OfferKind(slot.kind)
    shown = example(Wanted(kind, slot.frame, slot.tone, slot.language), LOCK, BIKE, NOON)
    return wording.begin()(shown.situation, shown.candidate, shown.premium, shown.reduction)


@pytest.mark.parametrize("language", SPOKEN)
def test_every_kind_frame_and_tone_is_said_without_a_hole(language: str) -> None:
    for slot in PLACES:
        if slot.language != language or slot.frame is Frame.PLAIN:
            continue
        words = said(slot, only(slot.frame))
        assert (words.manner.frame, words.manner.tone, words.manner.text_number) == (slot.frame, slot.tone, 0), slot
        assert "{" not in words.reason + words.text, slot
        assert AROUND[language].tones.get(slot.tone.value, "") in words.reason, slot
        assert words.reason == words.reason.strip(), slot
        assert "  " not in words.reason, slot


def test_every_built_in_text_passes_the_check_that_the_shops_texts_must_pass() -> None:
    found = {slot: problems(built_in(slot), slot, TABLE, NOON) for slot in PLACES}
    assert {slot: wrong for slot, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", SPOKEN)
def test_every_language_has_the_same_texts(language: str) -> None:
    assert AROUND[language].frames.keys() == AROUND["en"].frames.keys()
    assert AROUND[language].tones.keys() == {tone.value for tone in Tone} - {Tone.PLAIN.value}
    assert set(LANGUAGES) == set(AROUND)


def test_no_text_is_there_for_what_is_never_said() -> None:
    kept = {f"{frame.value}.{kind.value}" for frame, kinds in BINDINGS.items() for kind in kinds}
    kept |= {f"{Frame.EXCLUSIVE.value}.{OfferKind.CLEARANCE.value}", *(frame.value for frame in Frame)}
    assert set(AROUND["en"].frames) <= kept


REDUCED = Reduction(5_000, 4_000, "EUR", 5_000, 20, NOON - timedelta(days=2), "EU.prc.30")
CUSTOMER = Person("someone", {"bike": NOON - timedelta(days=300)}, ordered=Ordered(1, NOON, (NOON,)))
BARE = Placement("campaign", ("complement",), campaign=True)


def frame_of(asked: Situation, offer: Candidate, told: Reduction | None = None) -> Frame:
    return Wording().begin()(asked, offer, None, told).manner.frame


def test_a_saving_is_said_only_where_something_is_saved() -> None:
    in_cart, offer = situation(line(BIKE)), candidate(LOCK, OfferKind.ALSO_BOUGHT, anchor=BIKE)
    assert frame_of(in_cart, offer) is Frame.PLAIN
    assert frame_of(in_cart, offer, REDUCED) is Frame.SAVING
    dear = candidate(product("set", 9_000), OfferKind.BUNDLE, anchor=BIKE, parts=(LOCK, replace(LOCK, id="b")))
    assert frame_of(in_cart, dear) is Frame.COMPLETENESS
    assert frame_of(in_cart, replace(dear, product=product("set", 7_000))) is Frame.SAVING


def test_exclusive_is_said_only_in_a_campaign_to_somebody_who_is_a_customer() -> None:
    offer = candidate(LOCK, OfferKind.ALSO_BOUGHT, anchor=BIKE)
    campaign = replace(situation(line(BIKE)), placement=BARE, person=CUSTOMER)
    assert frame_of(campaign, offer) is Frame.EXCLUSIVE
    assert frame_of(replace(campaign, person=Person("new")), offer) is Frame.PLAIN
    assert frame_of(replace(campaign, person=None), offer) is Frame.PLAIN
    assert frame_of(situation(line(BIKE), person=CUSTOMER), offer) is Frame.PLAIN


def test_quality_is_said_only_of_what_is_better_in_every_figure() -> None:
    looking, better = situation(at="product_page", chosen=BIKE), upgrade(BIKE, product("e-bike", 119_000))
    assert frame_of(looking, better) is Frame.QUALITY
    assert frame_of(looking, replace(better, differences=())) is Frame.PLAIN
    assert frame_of(looking, replace(better, evidence=Evidence(Basis.SWAPS, customers=9))) is Frame.PLAIN


def test_free_delivery_is_a_reward_only_where_it_is_reached() -> None:
    in_cart, offer = situation(line(BIKE)), candidate(LOCK, OfferKind.THRESHOLD_FILLER, anchor=BIKE, gap=4_000)
    assert frame_of(in_cart, offer) is Frame.REWARD
    assert frame_of(in_cart, replace(offer, gap=4_001)) is Frame.PLAIN
    assert frame_of(in_cart, replace(offer, gap=None)) is Frame.PLAIN


def test_nothing_is_framed_at_the_counter_where_a_person_speaks() -> None:
    asked = situation(line(BIKE), at="till_cross_sell", person=replace(CUSTOMER, felt=Satisfaction(Grade.ENTHUSIAST)))
    words = Wording().begin()(asked, candidate(LOCK, anchor=BIKE), None)
    assert (words.manner.frame, words.manner.tone) == (Frame.PLAIN, Tone.PLAIN)


def test_a_decision_says_a_frame_and_a_tone_once() -> None:
    asked = situation(line(BIKE), person=replace(CUSTOMER, felt=Satisfaction(Grade.ENTHUSIAST)))
    conversation, offer = Wording().begin(), candidate(LOCK, anchor=BIKE)
    first, second = conversation(asked, offer, None), conversation(asked, offer, None)
    assert (first.manner.frame, first.manner.tone) == (Frame.COMPLETENESS, Tone.ENTHUSIAST)
    assert (second.manner.frame, second.manner.tone) == (Frame.PLAIN, Tone.PLAIN)
    assert second.reason == word(asked, offer, None).reason


def test_the_same_situation_is_always_said_alike() -> None:
    asked, offer = situation(line(BIKE), person=CUSTOMER), candidate(LOCK, anchor=BIKE)
    assert len({Wording().begin()(asked, offer, None) for _ in range(3)}) == 1


PLAIN = Slot("complement", Frame.PLAIN, Tone.PLAIN, "en")


def test_the_shops_text_is_said_with_its_facts_and_its_number() -> None:
    framed = replace(PLAIN, frame=Frame.COMPLETENESS)
    wording = Wording((ShopText(framed, "{why} Take {product} along: {count} did.", 12),))
    words = wording.begin()(situation(line(BIKE)), candidate(LOCK, anchor=BIKE), None)
    assert words.reason.endswith("Take Ring lock along: 143 did.")
    assert words.manner.text_number == 12


def test_a_text_of_the_shop_for_everybody_is_followed_by_the_tone() -> None:
    framed = replace(PLAIN, frame=Frame.COMPLETENESS)
    general, own = ShopText(framed, "{why} All set.", 1), ShopText(replace(framed, tone=Tone.NEWCOMER), "{why} Hi.", 2)
    assert said(replace(framed, tone=Tone.ENTHUSIAST), Wording((general,))).reason.endswith(
        "All set. Good to have you as a customer."
    )
    assert said(replace(framed, tone=Tone.NEWCOMER), Wording((general, own))).reason.endswith("customers. Hi.")


def test_a_field_without_a_value_brings_the_built_in_text_back() -> None:
    wording = Wording((ShopText(replace(PLAIN, frame=Frame.COMPLETENESS), "{why} {count} did.", 3),))
    words = wording.begin()(situation(line(BIKE)), candidate(LOCK, anchor=BIKE, evidence=Evidence(Basis.HAND)), None)
    assert words.manner.text_number == 0
    assert words.reason == "Goes with City bike, in your cart. Then you have it all together."


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.EMPTY),
        ("No reason at all.", Fault.NO_WHY),
        ("{why} {why}", Fault.NO_WHY),
        ("{why} {prise}", Fault.UNKNOWN_FIELD),
        ("{why} {saving}", Fault.UNBOUND_FIELD),
        ("{why} {", Fault.BRACES),
        ("{why} <b>now</b>", Fault.MARKUP),
        ("{why} See https://example.org", Fault.MARKUP),
        ("{why} For our customers: exclusive.", Fault.ONLY_CUSTOMERS),
        ("{why} Only 3 left!", Fault.CLAIM),
        ("{why} " + "a" * 300, Fault.TOO_LONG),
    ],
)
def test_what_may_not_be_said_is_refused(text: str, fault: Fault) -> None:
    assert fault in [one.fault for one in problems(text, PLAIN, TABLE, NOON)]


def test_a_problem_names_the_place_the_words_and_how_to_mend_it() -> None:
    text = "{why} Bestseller!"
    (found,) = problems(text, PLAIN, TABLE, NOON)
    assert text[found.at :].startswith(found.matched)
    assert (found.claim, bool(found.rule and found.why and found.mend)) == ("popularity", True)


PIECES = st.sampled_from(
    ["{why}", "{price}", "{saving}", "{count}", "{gap}", "{x}", "{", "}", "Last chance", "Take it", "only 3 left", "."]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=12), max_size=6).map(" ".join).map(tidy), st.sampled_from(PLACES))
def test_whatever_is_typed_nothing_unbound_or_unfilled_is_ever_said(text: str, slot: Slot) -> None:
    found: tuple[Problem, ...] = problems(text, slot, TABLE, NOON)
    assert all(one.fault in Fault and 0 <= one.at <= len(text) for one in found)
    if found:
        return
    words = said(slot, Wording((ShopText(slot, text, 5),), choose=lambda asked, frames: frames[0]))
    assert not re.search(r"\{[a-z_]*\}", words.reason)
    assert set(re.findall(r"\{(\w+)\}", text)) <= {*fields_of(slot)} <= set(NAMES)
    bound = (*fields_of(slot), "free_delivery")
    assert lint(text, TABLE, NOON, "", (slot.language,), bound) == ()


HER = Quote("R-1", "lock", "en", "Sits tight.", "Anna V.", 4, NOON.date(), True, 4.25, 37)


def test_a_quote_stands_beside_its_own_product_in_its_own_language_alone() -> None:
    wording = Wording(quotes={("lock", "en"): HER})
    in_cart, offer = situation(line(BIKE)), candidate(LOCK, anchor=BIKE)
    assert wording.begin()(in_cart, offer, None).quote is HER
    assert wording.begin()(replace(in_cart, language="nl"), offer, None).quote is None
    assert wording.begin()(in_cart, candidate(product("bell"), anchor=BIKE), None).quote is None


@pytest.mark.parametrize("language", SPOKEN)
def test_a_quote_is_told_with_its_source(language: str) -> None:
    told = quoted_in_words(replace(HER, language=language))
    assert "Sits tight." in told
    assert "Anna V." in told
    assert "37" in told
    assert "{" not in told
    assert quoted_in_words(replace(HER, language=language, name="", verified=False)) != told


def test_a_quote_is_cut_only_where_a_sentence_ends() -> None:
    assert shortened("Good. Sits tight.", 100) == "Good. Sits tight."
    assert shortened("Good. " + "Very " * 40 + "tight.", 100) == "Good. …"
    assert shortened("Very " * 40 + "tight.", 100) == ""


@given(st.text(max_size=400), st.integers(10, 200))
def test_a_cut_quote_is_what_was_written_and_nothing_else(text: str, longest: int) -> None:
    whole, cut = " ".join(text.split()), shortened(text, longest)
    assert len(cut) <= longest
    assert cut in ("", whole) or (cut.endswith(" …") and whole.startswith(cut[:-2]))
