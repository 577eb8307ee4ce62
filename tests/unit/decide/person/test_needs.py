"""What is understood of what people tell, and how products stand to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.decide.making import product
from worthmore.decide.person.meaning import meaning_of
from worthmore.decide.person.needs import Fit, fit
from worthmore.decide.person.phrases import LANGUAGES, concepts, language, topics
from worthmore.decide.person.reading import read_need
from worthmore.decide.person.saying import in_words
from worthmore.decide.wording.needs import as_told
from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.needs import Need

CM, LITRES = AttributeKind("width", "cm"), AttributeKind("net capacity", "l")
KINDS = {
    "width": CM,
    "breedte_mm": AttributeKind("breedte_mm"),
    "net capacity": LITRES,
    "plain": AttributeKind("plain"),
}
KITCHEN = ("Kitchen", "Fridges")


def rules(text: str, code: str = "en", **more: object) -> tuple[str, ...]:
    return in_words(read_need(text, code, **more).constraints)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "text", "concept"),
    [
        ("en", "It is for our SECOND HOME, by the sea.", "second_home"),
        ("nl", "Voor ons tweede verblijf aan zee", "second_home"),
        ("fi", "Mökille, pieneen keittiöön", "second_home"),
        ("fr", "Pour notre résidence secondaire", "second_home"),
        ("de", "Für die Ferienwohnung", "second_home"),
        ("nl", "we hebben een kleine keuken", "small_kitchen"),
        ("fi", "meillä on pieni keittiö", "small_kitchen"),
        ("fr", "j’ai une petite cuisine", "small_kitchen"),
        ("de", "in unserer kleinen Küche", "small_kitchen"),
        ("de", "für eine große Familie", "large_household"),
        ("", "een kleine keuken", "small_kitchen"),
        ("en", "we have no small kitchen", ""),
        ("nl", "zeker geen kleine keuken", ""),
        ("en", "smallkitchens.com", ""),
        ("en", "👩‍🍳🔪", ""),
        ("en", "مطبخ صغير", ""),
    ],
)
def test_what_people_mean_is_understood_in_their_language(code: str, text: str, concept: str) -> None:
    assert read_need(text, code).concept == concept


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("en", "at most 60 cm wide", ("width at most 60 cm",)),
        ("en", "width no more than 60,5 cm", ("width at most 60.5 cm",)),
        ("nl", "maximaal 60cm breed, minstens 16 GB geheugen", ("width at most 60 cm", "memory at least 16 gb")),
        ("fi", "enintään 55 cm leveä, alle 500 €", ("width at most 55 cm", "price at most 500.00")),
        ("fr", "au plus 1,5 kg", ("weight at most 1.5 kg",)),
        ("de", "höchstens 40 dB", ("noise at most 40 db",)),
        ("en", "60 cm", ()),
        ("en", "at most 60 cm", ()),
        ("en", "at most 60", ()),
        ("en", "about 60 cm wide", ()),
        ("en", "at most 99999999999999 cm wide", ()),
        ("en", "order 20260506-60 of at most", ()),
    ],
)
def test_bounds_in_figures_are_read_and_nothing_is_guessed(code: str, text: str, said: tuple[str, ...]) -> None:
    assert rules(text, code) == said


def test_a_brand_counts_only_with_a_word_that_says_how() -> None:
    brands = ("Bosch", "De'Longhi")
    assert rules("only Bosch please", brands=brands) == ("brand only Bosch",)
    assert rules("no De'Longhi", brands=brands) == ("brand not De'Longhi",)
    assert rules("I had a Bosch once", brands=brands) == ()


def test_a_shops_own_words_mean_what_it_says() -> None:
    own = {"tiny caravan": "kitchen: width at most 45 cm", "mokki": "second_home"}
    assert "width at most 45 cm" in rules("for a tiny caravan", own_words=own)
    assert read_need("mökki", "en", own_words=own).concept == "second_home"


@pytest.mark.parametrize("meaning", ["", "smallish", "garage: width at most 5 cm", "width about 5 cm"])
def test_a_meaning_that_is_none_is_refused_with_what_would_be(meaning: str) -> None:
    with pytest.raises(ValueError, match=r"second_home|topics are kitchen"):
        meaning_of(meaning)


class TestFit:
    SMALL = read_need("a small kitchen", "en")

    @pytest.mark.parametrize(
        ("attributes", "expected"),
        [
            ({"width": 60.0}, Fit.MEETS),
            ({"width": 60.5}, Fit.BREAKS),
            ({"breedte_mm": 540.0}, Fit.MEETS),
            ({"breedte_mm": 700.0}, Fit.BREAKS),
            ({"width": "54,5 cm"}, Fit.MEETS),
            ({"width": "slim"}, Fit.UNTOLD),
            ({"plain": 70.0}, Fit.UNTOLD),
            ({"width": 55.0, "net capacity": 300.0}, Fit.BREAKS),
            ({}, Fit.UNTOLD),
        ],
    )
    def test_a_fridge_for_a_small_kitchen(self, attributes: dict[str, float | str], expected: Fit) -> None:
        assert fit(self.SMALL, product("fridge", category=KITCHEN, attributes=attributes), KINDS) is expected

    def test_an_attribute_without_a_unit_is_not_guessed_at(self) -> None:
        bare = {"width": AttributeKind("width")}
        assert fit(self.SMALL, product("fridge", category=KITCHEN, attributes={"width": 600.0}), bare) is Fit.UNTOLD

    def test_a_wide_sofa_is_nothing_to_a_small_kitchen(self) -> None:
        sofa = product("sofa", category=("Living", "Sofas"), attributes={"width": 240.0})
        assert fit(self.SMALL, sofa, KINDS) is Fit.UNTOLD

    def test_it_is_about_the_category_it_was_told_about(self) -> None:
        told = read_need("at most 60 cm wide", "en", category=("Living",))
        wide = {"width": 240.0}
        assert fit(told, product("sofa", category=("Living", "Sofas"), attributes=wide), KINDS) is Fit.BREAKS
        assert fit(told, product("bed", category=("Bedroom",), attributes=wide), KINDS) is Fit.UNTOLD

    def test_an_energy_label_is_compared_as_the_grade_it_is(self) -> None:
        told = read_need("energy efficient please", "en")
        a, e = (product(one, attributes={"energy label": one}) for one in "AE")
        assert (fit(told, a, {}), fit(told, e, {})) == (Fit.MEETS, Fit.BREAKS)
        assert fit(told, product("old", attributes={"energy label": "A+++"}), {}) is Fit.UNTOLD


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_concept_is_told_and_said_back_in_every_language(code: str) -> None:
    spoken = language(code)
    assert set(spoken.phrases) == set(spoken.reasons) == set(concepts())
    for concept in concepts():
        said = as_told((Need("x", concept=concept),), code)
        assert said.endswith(".")
        assert "{" not in said


def test_every_rule_is_about_a_topic_there_is() -> None:
    for constraints in concepts().values():
        assert constraints
        assert all(one.about in (*topics().values(), ()) for one in constraints)


@given(st.text(max_size=120), st.sampled_from(("", "nl", "en", "fi", "fr", "de", "xx")))
def test_any_text_is_read_without_fail_and_kept_as_it_is(text: str, code: str) -> None:
    need = read_need(text, code, brands=("Bosch", "", "😀"))
    assert need.text == text.strip()
    fit(need, product("fridge", category=KITCHEN, attributes={"width": 70.0}), KINDS)


def test_what_is_told_is_said_back_only_where_it_is_short_enough() -> None:
    assert as_told((Need("at most 60 cm wide"),), "en") == "You told us: “at most 60 cm wide”."
    assert as_told((Need("x" * 81),), "en") == ""
    assert as_told((Need("x", concept="quiet"),), "sv") == ""
