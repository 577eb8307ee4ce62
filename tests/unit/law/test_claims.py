"""The copy linter, judged by sentences a native would write, in five languages."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.law.claims import CLAIMS, LANGUAGES, Finding, lint
from worthmore.law.claims.folding import fold
from worthmore.law.claims.patterns import patterns
from worthmore.law.table import load

TABLE = load()
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
CORPUS = Path(__file__).with_name("claims_corpus")

FEWEST_HONEST, FEWEST_FORBIDDEN = 40, 60
RECALL, PRECISION = 0.98, 0.98
"""The least share of forbidden sentences found, and of found sentences that are forbidden. Measured: 1.00 and 1.00."""
LATER = {
    "held_out": (0.99, 0.96),
    "second_look": (0.99, 0.99),
    "third_look": (0.75, 0.94),
    "fourth_look": (0.99, 0.99),
    "fifth_look": (0.82, 0.99),
}
"""The same of other sets. At first sight held_out gave 122 of 125 with 4 false alarms, second_look 13 of 60 with 2,
third_look 57 of 75 with 3, fourth_look 77 of 90 with 1, fifth_look 58 of 70 with none. Nothing was mended to third_look
and fifth_look: what to expect of sentences never seen."""


@cache
def corpus(name: str) -> dict[str, Any]:
    return tomllib.loads((CORPUS / f"{name}.toml").read_text(encoding="utf-8"))


def found(
    text: str, language: str, bound: tuple[str, ...] = (), country: str = "BE", at: datetime = NOW
) -> tuple[Finding, ...]:
    return lint(text, TABLE, at, country, (language,), bound)


def kinds(text: str, language: str, **more: Any) -> set[str]:
    return {one.claim for one in found(text, language, **more)}


FORBIDDEN = [
    pytest.param(language, claim, sentence, id=f"{language}-{claim}-{place}")
    for language in LANGUAGES
    for claim, sentences in corpus(language)["forbidden"].items()
    for place, sentence in enumerate(sentences)
]


class TestTheCorpus:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_is_large_enough_to_say_something(self, language: str) -> None:
        sentences = corpus(language)
        forbidden = [one for group in sentences["forbidden"].values() for one in group]
        assert len(set(sentences["honest"])) >= FEWEST_HONEST
        assert len(set(forbidden)) >= FEWEST_FORBIDDEN
        named = {claim.name for claim in CLAIMS} | {"tricks"}
        assert set(sentences["forbidden"]) == named

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_what_is_forbidden_is_found_and_what_is_honest_is_left_alone(self, language: str) -> None:
        sentences = corpus(language)
        forbidden = [one for group in sentences["forbidden"].values() for one in group]
        missed = [one for one in forbidden if not found(one, language)]
        alarms = {one: found(one, language) for one in sentences["honest"]}
        false = {one: [(hit.claim, hit.matched) for hit in hits] for one, hits in alarms.items() if hits}
        hits = len(forbidden) - len(missed)
        assert hits / len(forbidden) >= RECALL, missed
        assert hits / (hits + len(false)) >= PRECISION, false

    @pytest.mark.parametrize("name", LATER)
    def test_sentences_written_later_are_judged_as_well_as_they_were(self, name: str) -> None:
        recall, precision = LATER[name]
        sentences = corpus(name)
        missed = [one for language in LANGUAGES for one in sentences[language]["forbidden"] if not found(one, language)]
        false = [one for language in LANGUAGES for one in sentences[language]["honest"] if found(one, language)]
        forbidden = sum(len(sentences[language]["forbidden"]) for language in LANGUAGES)
        hits = forbidden - len(missed)
        assert hits / forbidden >= recall, missed
        assert hits / (hits + len(false)) >= precision, false

    @pytest.mark.rule("EU.urgency", "EU.popular", "EU.free", "EU.green", "EU.shame", "EU.children", "BE.solden.word")
    @pytest.mark.parametrize(("language", "claim", "sentence"), FORBIDDEN)
    def test_each_claim_is_called_by_its_kind(self, language: str, claim: str, sentence: str) -> None:
        assert ("urgency" if claim == "tricks" else claim) in kinds(sentence, language)


class TestBoundFields:
    BOUND = [(language, one) for language in LANGUAGES for one in corpus(language)["bound"]]

    @pytest.mark.parametrize(("language", "case"), BOUND, ids=[f"{lang}-{one['fields'][0]}" for lang, one in BOUND])
    def test_a_claim_stands_only_on_a_field_that_has_a_value(self, language: str, case: dict[str, Any]) -> None:
        assert found(case["text"], language, bound=tuple(case["fields"])) == ()
        assert found(case["text"], language) != ()

    def test_a_field_of_another_kind_proves_nothing(self) -> None:
        assert kinds("Only {stock} left, ends soon", "en", bound=("stock",)) == {"urgency"}
        assert kinds("Last chance: only {stock} left", "en", bound=("stock",)) == {"urgency"}

    def test_a_field_of_another_sentence_proves_nothing(self) -> None:
        assert kinds("Last chance! The offer ends on {end_date}.", "en", bound=("end_date",)) == {"urgency"}
        assert kinds("Last chance until {end_date}.", "en", bound=("end_date",)) == set()

    @pytest.mark.parametrize(
        "field", ["{stock}", "{stock:d}", "%(stock)s", "%(stock)d", "{{ stock }}", "{{stock|price}}", "${stock}"]
    )
    def test_fields_are_read_in_every_way_templates_write_them(self, field: str) -> None:
        assert kinds(f"Only {field} left", "en") == {"stock"}
        assert kinds(f"Only {field} left", "en", bound=("stock",)) == set()

    def test_a_number_of_their_own_is_no_field(self) -> None:
        assert kinds("Only 3 left {stock}", "en") == {"stock"}
        assert kinds("Only three left", "en", bound=("stock",)) == {"stock"}

    def test_delivery_may_be_called_free_where_it_is(self) -> None:
        assert kinds("Delivery is free", "en") == {"free"}
        assert kinds("Delivery is free", "en", bound=("free_delivery",)) == set()

    def test_a_word_is_no_amount(self) -> None:
        assert kinds("Our advice instead of {anchor}.", "en") == set()
        assert kinds("Instead of {old_price}, now yours.", "en") == {"saving"}


class TestTheDate:
    @pytest.mark.rule("EU.green")
    @pytest.mark.parametrize(
        ("moment", "claims"),
        [("2026-09-26T21:59+00:00", set()), ("2026-09-26T22:00+00:00", {"green"})],
    )
    def test_green_claims_are_forbidden_from_27_september_2026(self, moment: str, claims: set[str]) -> None:
        assert kinds("An eco-friendly choice.", "en", at=datetime.fromisoformat(moment)) == claims

    @pytest.mark.rule("BE.solden.word")
    @pytest.mark.parametrize(
        ("day", "country", "claims"),
        [
            ("2026-12-31", "BE", {"sale_words", "saving"}),
            ("2027-01-01", "BE", {"sale_words", "saving"}),
            ("2027-01-02", "BE", {"saving"}),
            ("2027-01-31", "BE", {"saving"}),
            ("2027-02-01", "BE", {"sale_words", "saving"}),
            ("2026-12-31", "NL", {"saving"}),
            ("2026-12-31", "", {"sale_words", "saving"}),
        ],
    )
    def test_the_words_of_the_belgian_sale_have_their_time(self, day: str, country: str, claims: set[str]) -> None:
        moment = datetime.fromisoformat(f"{day}T12:00+00:00")
        for text, language in (("Wintersolden!", "nl"), ("SOLDES D'HIVER", "fr"), ("Winterschlussverkauf", "de")):
            assert kinds(text, language, country=country, at=moment) == claims, text

    @pytest.mark.rule("FR.soldes.word")
    @pytest.mark.parametrize(
        ("moment", "country", "claims"),
        [
            ("2027-01-03T12:00", "FR", {"sale_words", "saving"}),
            ("2027-01-03T12:00", "", {"sale_words", "saving"}),  # on in Belgium, not yet in France
            ("2027-01-06T06:59", "FR", {"sale_words", "saving"}),
            ("2027-01-06T07:00", "FR", {"saving"}),
            ("2027-02-02T22:59", "FR", {"saving"}),
            ("2027-02-02T23:00", "FR", {"sale_words", "saving"}),
        ],
    )
    def test_the_word_of_the_french_sale_has_its_hour(self, moment: str, country: str, claims: set[str]) -> None:
        at = datetime.fromisoformat(f"{moment}+00:00")
        assert kinds("Soldes d'hiver : articles soldés", "fr", country=country, at=at) == claims

    def test_the_french_word_for_a_balance_and_an_english_joint_are_no_sale(self) -> None:
        assert kinds("Le solde de votre carte-cadeau est de 20 €.", "fr", country="FR") == set()
        assert kinds("Soldered joints.", "en", country="FR") == set()

    @pytest.mark.rule("UK.urgency", "UK.popular", "UK.free")
    @pytest.mark.parametrize(
        ("text", "rule"),
        [
            ("Hurry, ends tonight!", "UK.urgency"),
            ("Only 3 left!", "UK.urgency"),
            ("Our bestseller.", "UK.popular"),
            ("With a free gift.", "UK.free"),
        ],
    )
    def test_british_readers_have_rows_of_their_own_since_april_2025(self, text: str, rule: str) -> None:
        assert {one.rule for one in found(text, "en", country="GB")} == {rule}
        before = found(text, "en", country="GB", at=datetime(2025, 4, 5, 12, tzinfo=UTC))
        assert {one.rule for one in before} == {f"house.{one.claim}" for one in before}

    def test_the_coming_sale_may_be_announced_with_its_first_day(self) -> None:
        fields = ("sale_first", "percent", "lowest_30_days")
        assert kinds("De solden beginnen op {sale_first}.", "nl", bound=fields) == {"saving"}
        text = "De solden beginnen op {sale_first}, met {percent} % op de laagste prijs van 30 dagen."
        assert kinds(text, "nl", bound=fields) == set()

    @pytest.mark.rule("EU.prc.30", "BE.prc.30", "NL.prc.30", "FI.prc.30", "DE.prc.30", "FR.prc.30")
    @pytest.mark.parametrize("country", ["BE", "NL", "FI", "DE", "FR", "SE"])
    def test_a_saving_is_refused_by_the_row_of_the_country(self, country: str) -> None:
        rule = found("Now 20 % off.", "en", country=country)[0].rule
        assert rule == ("EU.prc.30" if country == "SE" else f"{country}.prc.30")

    def test_where_no_law_of_ours_holds_our_own_promises_do(self) -> None:
        assert {one.rule for one in found("Only 3 left, 20 % off", "en", country="US")} == {
            "house.stock",
            "house.saving",
        }
        assert kinds("An eco-friendly choice.", "en", country="US") == set()


class TestDisguise:
    @pytest.mark.rule("EU.urgency")
    @pytest.mark.parametrize(
        "text",
        [
            "L&#65;ST CH&#x41;NCE",
            "last&nbsp;chance",
            "la\u00adst chance",
            "la\u200bst cha\u2060nce",
            "l\u0430st ch\u0430nc\u0435",
            "lаst chаnce",
            "ｌａｓｔ ｃｈａｎｃｅ",
            "𝐥𝐚𝐬𝐭 𝐜𝐡𝐚𝐧𝐜𝐞",
            "l̶a̶s̶t̶ c̶h̶a̶n̶c̶e̶",
            "LAST\n  CHANCE",
            "last-chance",
            "last <!-- not --> chance",
            "<span>la</span><span>st</span> <em>chance</em>",
            "l.a.s.t c.h.a.n.c.e",
            "L A S T   C H A N C E",
            "{% if x %}last{% endif %} chance",
        ],
    )
    def test_a_claim_is_seen_through_it(self, text: str) -> None:
        assert kinds(text, "en") == {"urgency"}, fold(text).text

    @pytest.mark.parametrize(
        "text", ["<script>last chance</script>", "<!-- last chance -->", "<p>the last</p><p>chance</p>"]
    )
    def test_what_no_reader_sees_is_no_claim(self, text: str) -> None:
        assert kinds(text, "en") == set()

    def test_catchwords_of_english_are_seen_in_any_language(self) -> None:
        for language in LANGUAGES:
            assert kinds("Last chance!", language) == {"urgency"}
            assert "popularity" in kinds("Bestseller", language)


class TestAFinding:
    TEXT = (
        "Hallo Jan,\n\ndeze helm is er in <b>drie</b> maten. L&#97;atste  k\u200bans: nog <i>maar</i> 3 stuks! Groeten"
    )

    def test_it_points_at_the_very_words(self) -> None:
        urgency, stock = found(self.TEXT, "nl")
        assert (urgency.matched, stock.matched) == ("L&#97;atste  k\u200bans", "nog <i>maar</i> 3 stuks")
        for one in (urgency, stock):
            assert self.TEXT[one.start : one.end] == one.matched
            assert one.why.endswith(".")
            assert one.mend.endswith(".")
            assert one.rule == "EU.urgency"
            assert one.language == "nl"

    def test_each_place_is_told_once_a_kind(self) -> None:
        text = "Sale! Sale! Bestseller. Best seller."
        hits = lint(text, TABLE, NOW, "BE")
        places = [(one.claim, one.start) for one in hits]
        assert len(places) == len(set(places))
        assert sorted(places, key=lambda place: place[1]) == places

    def test_a_mixed_text_is_searched_in_all_its_languages(self) -> None:
        text = "Dernière chance. Laatste kans. Letzte Chance. Viimeinen tilaisuus. Last chance."
        assert len([one for one in lint(text, TABLE, NOW, "BE") if one.claim == "urgency"]) == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_phrases_for_every_claim(language: str) -> None:
    wanted = {claim.name for claim in CLAIMS} - {"sale_words"}  # those words stand in the law
    assert wanted <= set(patterns(language))


def test_every_kind_of_claim_says_why_and_how_to_mend_it() -> None:
    for claim in CLAIMS:
        assert claim.why.endswith(".")
        assert claim.mend.endswith(".")
        assert not claim.fields or any(f"{{{field}}}" in claim.mend for field in claim.fields)


anything = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&;{}%()#!? .\u200b\u0430\n-'"), max_size=200
)


@given(anything)
def test_no_text_breaks_it_and_every_finding_stands_in_the_text(text: str) -> None:
    for one in lint(text, TABLE, NOW, ""):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.matched


@given(
    anything,
    st.sampled_from(["Laatste kans", "Last chance", "Viimeinen tilaisuus", "Dernière chance", "Letzte Chance"]),
)
def test_nothing_that_follows_in_another_sentence_hides_a_claim(text: str, claim: str) -> None:
    if "<" not in text and "{" not in text:
        assert any(one.claim == "urgency" for one in lint(f"{claim}! {text}", TABLE, NOW, "BE"))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20_000,
        "korting " * 2_000,
        "bespaar " + "de " * 5_000,
        "<" * 5_000,
        "{" * 5_000,
        "&#" * 5_000,
        "l a s t " * 2_000,
    ],
    ids=["one word", "one claim", "a long excuse", "tags", "braces", "entities", "letters"],
)
def test_no_text_takes_it_long(text: str) -> None:
    began = perf_counter()
    lint(text, TABLE, NOW, "BE")
    assert perf_counter() - began < 10
