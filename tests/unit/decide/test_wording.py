"""What the customer reads: correct, in their language, and nothing that the data do not say."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.decide.making import (
    BASKETS,
    BATTERY,
    GEARS,
    NOON,
    WEIGHT,
    candidate,
    line,
    product,
    situation,
    upgrade,
)
from worthmore.decide.premium import premium
from worthmore.decide.wording import LANGUAGES, language_of, plans, word
from worthmore.decide.wording.phrases import Counted, Phrases
from worthmore.decide.wording.words import SENTENCES
from worthmore.vocabulary.attributes import AttributeKind, Difference, Direction
from worthmore.vocabulary.decision import Candidate, OfferKind, Words
from worthmore.vocabulary.evidence import Basis, Evidence
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.situation import Situation

CITY = product("city", 100_000, name="City bike Gent", names={"nl": "Stadsfiets Gent", "fi": "Kaupunkipyörä Gent"})
ELECTRIC = product("electric", 119_000, name="E-bike Gent+", names={"nl": "E-bike Gent+", "fi": "Sähköpyörä Gent+"})
LOCK = product("lock", 4_950, name="Ring lock", names={"nl": "Ringslot", "fi": "Rengaslukko"})
LONGER = (Difference(BATTERY, 400, 800), Difference(WEIGHT, 20.5, 17.5))


def said(asked: Situation, offer: Candidate, language: str = "en") -> Words:
    words = word(replace(asked, language=language), offer, premium(asked, offer))
    return words._replace(reason=words.reason.replace("\xa0", " "), text=words.text.replace("\xa0", " "))


IN_CART = situation(line(CITY))
LOOKING = situation(at="product_page", chosen=CITY)
THANKING = situation(line(CITY), at="thank_you")
GOES_WITH = candidate(LOCK, anchor=CITY, evidence=BASKETS)


@pytest.mark.parametrize(
    ("language", "reason", "text"),
    [
        ("en", "Goes with City bike Gent, in your cart. Bought together by 143 customers.", "Ring lock: €49.50"),
        ("nl", "Past bij Stadsfiets Gent in je winkelmandje. 143 klanten kochten ze samen.", "Ringslot: € 49,50"),
        (
            "fi",
            "Sopii ostoskorisi tuotteeseen: Kaupunkipyörä Gent. 143 asiakasta on ostanut nämä samalla kertaa.",
            "Rengaslukko: 49,50 €",
        ),
    ],
)
def test_a_complement_says_what_it_goes_with_and_how_many_bought_both(language: str, reason: str, text: str) -> None:
    assert said(IN_CART, GOES_WITH, language) == Words(language, reason, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "E-bike Gent+: 2 × battery, 3 kg less weight, for €190 more"),
        ("nl", "E-bike Gent+: 2 × zoveel batterij, 3 kg minder gewicht, voor € 190 meer"),
        ("fi", "Sähköpyörä Gent+: 2-kertainen akkukapasiteetti, 3 kg pienempi paino, lisähinta 190 €"),
    ],
)
def test_an_upgrade_says_what_the_extra_buys(language: str, text: str) -> None:
    assert said(LOOKING, upgrade(CITY, ELECTRIC, differences=LONGER), language).text == text


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (IN_CART, "A better version of City bike Gent, in your cart."),
        (LOOKING, "A better version of City bike Gent."),
        (THANKING, "A better version of City bike Gent, which you have just bought."),
    ],
)
def test_a_reason_uses_what_the_person_knows(asked: Situation, reason: str) -> None:
    assert said(asked, upgrade(CITY, ELECTRIC)).reason == reason


SWAPPED = Evidence(Basis.SWAPS, customers=31)


@pytest.mark.parametrize(
    ("language", "reason", "text"),
    [
        (
            "en",
            "31 customers with a similar basket chose this instead of City bike Gent.",
            "E-bike Gent+: for €190 more",
        ),
        (
            "nl",
            "31 klanten met een vergelijkbaar winkelmandje kozen dit in plaats van Stadsfiets Gent.",
            "E-bike Gent+: voor € 190 meer",
        ),
        (
            "fi",
            "Tämän valitsi 31 asiakasta, joilla oli samanlainen ostoskori. Vaihtoehtona oli: Kaupunkipyörä Gent.",
            "Sähköpyörä Gent+: lisähinta 190 €",
        ),
    ],
)
def test_a_swap_says_who_chose_it_and_claims_no_quality(language: str, reason: str, text: str) -> None:
    offer = upgrade(CITY, ELECTRIC, evidence=SWAPPED, differences=LONGER)
    assert said(LOOKING, offer, language) == Words(language, reason, text)


def test_only_figures_of_the_catalogue_let_us_say_better() -> None:
    by_hand = Evidence(Basis.HAND)
    bare = said(LOOKING, upgrade(CITY, ELECTRIC, evidence=by_hand, differences=()))
    assert bare == Words("en", "Our advice instead of City bike Gent.", "E-bike Gent+: for €190 more")
    heavier = (Difference(BATTERY, 400, 800), Difference(WEIGHT, 18, 21))
    assert said(LOOKING, upgrade(CITY, ELECTRIC, evidence=by_hand, differences=heavier)) == Words(
        "en", "Our advice instead of City bike Gent.", "E-bike Gent+: 2 × battery, for €190 more"
    )


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("en", "143 customers who bought City bike Gent also bought this."),
        ("nl", "143 klanten die Stadsfiets Gent kochten, kochten ook dit."),
        ("fi", "Tuotteen Kaupunkipyörä Gent ostajista 143 osti myös tämän."),
    ],
)
def test_also_bought_states_its_true_count(language: str, reason: str) -> None:
    assert said(IN_CART, replace(GOES_WITH, kind=OfferKind.ALSO_BOUGHT), language).reason == reason


@pytest.mark.parametrize(
    ("language", "reason", "text"),
    [
        (
            "en",
            "€8 to free delivery. Goes with City bike Gent, in your cart.",
            "Ring lock: €49.50, and delivery is free",
        ),
        (
            "nl",
            "Nog € 8 tot gratis levering. Past bij Stadsfiets Gent in je winkelmandje.",
            "Ringslot: € 49,50, en de levering is gratis",
        ),
        (
            "fi",
            "Ilmaiseen toimitukseen puuttuu 8 €. Sopii ostoskorisi tuotteeseen: Kaupunkipyörä Gent.",
            "Rengaslukko: 49,50 €, ja toimitus on ilmainen",
        ),
    ],
)
def test_a_filler_says_how_much_is_missing(language: str, reason: str, text: str) -> None:
    filler = replace(GOES_WITH, kind=OfferKind.THRESHOLD_FILLER, gap=800)
    assert said(IN_CART, filler, language) == Words(language, reason, text)


def test_one_customer_is_not_one_customers() -> None:
    one = Evidence(Basis.BASKETS, customers=1)
    assert said(IN_CART, replace(GOES_WITH, evidence=one)).reason.endswith("Bought together by 1 customer.")
    assert said(IN_CART, replace(GOES_WITH, evidence=one), "nl").reason.endswith(" 1 klant kocht ze samen.")


def test_guests_are_counted_by_their_orders_and_nobody_is_not_counted() -> None:
    orders = replace(GOES_WITH, evidence=Evidence(Basis.BASKETS, baskets=1_204))
    assert said(IN_CART, orders).reason.endswith("Bought together in 1,204 orders.")
    assert said(IN_CART, orders, "nl").reason.endswith("Samen gekocht in 1.204 bestellingen.")
    by_hand = replace(GOES_WITH, evidence=Evidence(Basis.HAND))
    assert said(IN_CART, by_hand).reason == "Goes with City bike Gent, in your cart."


def point(kind: AttributeKind, chosen: float, offered: float, language: str = "en") -> str:
    offer = upgrade(CITY, ELECTRIC, differences=(Difference(kind, chosen, offered),))
    return said(LOOKING, offer, language).text.split(": ", 1)[1].rsplit(", ", 1)[0]


RANGE = AttributeKind("range", "km", Direction.HIGHER, labels={"fi": "toimintamatka", "nl": "actieradius"})


@pytest.mark.parametrize(
    ("kind", "chosen", "offered", "language", "text"),
    [
        (RANGE, 100, 199, "en", "99 km more range"),
        (RANGE, 100, 250, "en", "2.5 × range"),
        (RANGE, 100, 250, "nl", "2,5 × zoveel actieradius"),
        (RANGE, 100, 130, "nl", "30 km meer actieradius"),
        (RANGE, 100, 130, "fi", "30 km suurempi toimintamatka"),
        (RANGE, 100, 299, "en", "2.9 × range"),  # never rounded up
        (RANGE, 0, 50, "en", "50 km more range"),  # nothing is a multiple of zero
        (RANGE, -20, 10, "en", "30 km more range"),
        (WEIGHT, 18.3, 15.1, "en", "3.2 kg less weight"),
        (WEIGHT, 18.3, 15.1, "nl", "3,2 kg minder gewicht"),
        (WEIGHT, 30, 10, "en", "20 kg less weight"),  # nobody says three times less
        (GEARS, 7, 8, "en", "8 instead of 7 gears"),
        (GEARS, 7, 8, "nl", "8 in plaats van 7 versnellingen"),
        (GEARS, 7, 8, "fi", "vaihteet 8 (valitussa 7)"),
        (GEARS, 3, 7, "en", "7 instead of 3 gears"),
        (GEARS, 4, 8, "en", "2 × gears"),
        (GEARS, 4, 8, "fi", "vaihteet 2 ×"),
    ],
)
def test_a_difference_is_said_as_people_say_it(
    kind: AttributeKind, chosen: float, offered: float, language: str, text: str
) -> None:
    assert point(kind, chosen, offered, language) == text


def test_at_most_three_points_the_largest_first() -> None:
    kinds = [AttributeKind(name, "W", Direction.HIGHER) for name in "abcde"]
    found = tuple(Difference(kind, 100, 100 + 10 * i) for i, kind in enumerate(kinds, start=1))
    text = said(LOOKING, upgrade(CITY, ELECTRIC, differences=found)).text
    assert text == "E-bike Gent+: 50 W more e, 40 W more d, 30 W more c, for €190 more"


@pytest.mark.parametrize(("price", "end"), [(100_000, "for the same price"), (99_000, "for €10 less")])
def test_what_is_not_dearer_is_not_called_dearer(price: int, end: str) -> None:
    assert said(LOOKING, upgrade(CITY, product("electric", price))).text.endswith(end)


@pytest.mark.parametrize(
    ("locale", "language"),
    [("nl-BE", "nl"), ("nl_BE", "nl"), ("en-GB", "en"), ("FI-fi", "fi"), ("fi", "fi"), ("xx", None), ("", None)],
)
def test_a_locale_falls_to_its_language(locale: str, language: str | None) -> None:
    assert language_of(locale) == language


def test_words_carry_the_language_they_are_in() -> None:
    assert word(replace(IN_CART, language="nl-BE"), GOES_WITH, None).language == "nl"


def test_an_unspoken_language_is_named_with_the_spoken_ones() -> None:
    with pytest.raises(ValueError, match="'xx' is not spoken; choose one of nl, en, fi"):
        word(replace(IN_CART, language="xx"), GOES_WITH, None)


def sentences(phrases: Phrases) -> dict[str, str]:
    """Every sentence of a language by where it stands."""
    found: dict[str, str] = {}
    for field in fields(phrases):
        value = getattr(phrases, field.name)
        if isinstance(value, Counted):
            found |= {f"{field.name}.one": value.one, f"{field.name}.many": value.many}
        elif isinstance(value, str):
            found[field.name] = value
        else:
            found |= {f"{field.name}.{key}": text for key, text in value.items()}
    return found


def facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_with_the_same_facts(language: str) -> None:
    english, other = sentences(LANGUAGES["en"]), sentences(LANGUAGES[language])
    assert {name: facts(text) for name, text in other.items()} == {name: facts(text) for name, text in english.items()}
    assert all(text and text == text.strip() for text in other.values())


ABOUT_NO_OTHER = (OfferKind.IMPULSE, OfferKind.REFILL, OfferKind.GOLDEN, OfferKind.CLEARANCE)
"""Kinds whose reason names no product beside the offered one."""


kinds = st.builds(
    AttributeKind, st.sampled_from(["a", "b", "c"]), st.sampled_from(["", "kg", "%"]), st.sampled_from(Direction)
)
figures = st.floats(-(10**6), 10**6, allow_nan=False).map(lambda figure: round(figure, 3))
found_differences = st.lists(st.builds(Difference, kinds, figures, figures), max_size=5).map(tuple)
evidence = st.builds(Evidence, st.sampled_from(Basis), st.integers(0, 10**6), st.integers(0, 10**6))
names = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=12)


@given(
    kind=st.sampled_from([kind for kind in SENTENCES if kind not in plans.SENTENCES]),  # those are about a contract
    language=st.sampled_from(list(LANGUAGES)),
    evidence=evidence,
    differences=found_differences,
    name=names,
    asked=st.sampled_from([IN_CART, LOOKING, THANKING]),
)
def test_words_never_fail_and_leave_no_gaps(
    kind: OfferKind,
    language: str,
    evidence: Evidence,
    differences: tuple[Difference, ...],
    name: str,
    asked: Situation,
) -> None:
    offer = Candidate(kind, product("x", name=name), 0.1, evidence, CITY, differences=differences, gap=100)
    words = word(replace(asked, language=language), offer, None)
    assert name in words.text or kind is OfferKind.GOLDEN
    assert CITY.called(language) in words.reason or kind in ABOUT_NO_OTHER
    stripped = (words.reason + words.text).replace(name, "")
    assert not re.search(r"[{}]|None|\d+e[+-]\d", stripped)
    assert words.reason.endswith((".", "?"))


@pytest.mark.rule("FI.bundle")
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ring lock: €49.50; separately: City bike Gent €1,000, Ring lock €49.50"),
        ("nl", "Ringslot: € 49,50; los te koop: Stadsfiets Gent € 1.000, Ringslot € 49,50"),
        ("fi", "Rengaslukko: 49,50 €; erikseen: Kaupunkipyörä Gent 1 000 €, Rengaslukko 49,50 €"),
    ],
)
def test_a_bundle_tells_what_each_part_costs_alone(language: str, text: str) -> None:
    assert said(IN_CART, replace(GOES_WITH, parts=(CITY, LOCK)), language).text == text


def test_a_reduction_without_thirty_days_tells_the_price_just_before() -> None:
    told = Reduction(5_500, 4_950, "EUR", None, 10, NOON, "NL.prc.30")
    words = word(replace(IN_CART, language="nl"), GOES_WITH, None, told)
    assert words.text.replace("\xa0", " ") == "Ringslot: € 49,50; 10 % onder € 55, de prijs vlak ervoor"
