from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from tests.integration.rights.filling import AT
from tests.integration.rights.people import shop_with_ann
from worthmore.outcomes.operations import contacted
from worthmore.outcomes.rows import ContactRow
from worthmore.rights.documents import NAMES, document
from worthmore.rights.documents.facts import facts
from worthmore.rights.documents.how_we_choose import GUARDED, how_we_choose, texts
from worthmore.rights.documents.interests import interests
from worthmore.rights.documents.screening import criteria
from worthmore.rights.page.words import LANGUAGES
from worthmore.rights.registry import tables
from worthmore.shop.operations import set_policy
from worthmore.shop.queries import policy

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def text(name: str, language: str = "en") -> str:
    return re.sub(r"\\(.)", r"\1", document(name, NOW, language).markdown)


# A setting, another value, and a document in which that must be seen.
SEEN = [
    ("control_share", 0.23, "how-we-choose", "23%"),
    ("control_share", 0.0, "how-we-choose", None),
    ("premium_cap", 0.4, "how-we-choose", "40%"),
    ("premium_caps", {"Bicycles": 0.125}, "how-we-choose", "Bicycles: 12.5%"),
    ("refused_days", 77, "how-we-choose", "77 days"),
    ("dissatisfied_days", 91, "how-we-choose", "91 days"),
    ("activity_days", 12, "how-we-choose", "12 days"),
    ("activity_days", 0, "how-we-choose", "without a fixed end"),
    ("decision_days", 0, "how-we-choose", "suggested to you: without a fixed end"),
    ("seller", "Fietsen Vlaanderen bv", "how-we-choose", "Fietsen Vlaanderen bv"),
    ("seller_email", "vragen@fietsen.example", "how-we-choose", "vragen@fietsen.example"),
    ("seller", "Fietsen Vlaanderen bv", "register", "Name: Fietsen Vlaanderen bv"),
    ("activity_days", 12, "register", "12 days"),
    ("decision_days", 0, "register", "the shop has set none"),
    ("model_months", 18, "register", "18 months"),
    ("audit_days", 99, "register", "kept 99 days"),
    ("owners_need_two_factor", True, "register", "Owners must use a second factor"),
    ("reject_days", 8, "register", "8 days"),
    ("request_months", 60, "register", "60 months"),
    ("minimum_customers", 5, "interests", "5 different customers"),
    ("minimum_customers", 5, "interests", "fewer than 20 people"),
    ("model_months", 0, "interests", "all orders"),
    ("premium_cap", 0.5, "interests", "50%"),
    ("activity_days", 0, "interests", "activity_days is 0"),
]


@pytest.mark.parametrize(
    ("setting", "value", "name", "seen"), SEEN, ids=[f"{one[2]}-{one[0]}-{one[1]}" for one in SEEN]
)
def test_changing_a_setting_changes_the_text(setting: str, value: object, name: str, seen: str | None) -> None:
    before = text(name)
    set_policy(setting, value, AT)
    after = text(name)
    assert before != after
    assert seen is None or (seen in after and seen not in before)


def test_without_a_control_group_nothing_is_said_of_one() -> None:
    assert "drawn by chance" in text("how-we-choose")
    set_policy("control_share", 0.0, AT)
    assert "drawn by chance" not in text("how-we-choose")


def test_what_was_sent_is_told_by_channel_and_nothing_else_is() -> None:
    assert "contacted no customer" in text("how-we-choose")
    assert "No message, call or card was recorded" in text("register")
    key = shop_with_ann().key
    contacted([ContactRow("c1", key, "email", "marketing", NOW, "BE-1", "r1")])
    assert "we contacted customers by: e-mail." in text("how-we-choose")
    assert "email 1" in text("register")
    assert "Nothing was given to advertising networks" in text("how-we-choose")


def test_an_upload_to_an_advertising_network_is_told() -> None:
    key = shop_with_ann().key
    contacted([ContactRow("c1", key, "ad_audience", "ad_audience", NOW, "EU-1", "r1")])
    assert "Nothing was given" not in text("how-we-choose")
    assert "1 records" in text("register")


def test_a_guard_is_told_of_only_where_it_stands() -> None:
    known = facts(NOW)
    for guard in GUARDED:
        without = how_we_choose(replace(known, guards=known.guards - {guard}), "en")
        having = how_we_choose(replace(known, guards=known.guards | {guard}), "en")
        assert having != without, guard
    assert any("No guard named minor" in str(one) for one in interests(replace(known, guards=frozenset())))


def test_every_table_of_customers_stands_in_the_register() -> None:
    written = text("register")
    assert [table.name for table in tables().values() if table.of_customers and table.holds not in written] == []


def test_a_shop_that_holds_nothing_meets_no_criterion_and_one_that_holds_much_does() -> None:
    empty = {one.name: one.met for one in criteria(facts(NOW))}
    assert True not in empty.values()
    shop_with_ann()
    known = {one.name: one.met for one in criteria(facts(NOW))}
    assert known["Evaluation or scoring"] is True
    assert known["Matching or combining data sets"] is True
    assert known["Large scale"] is False
    many = replace(facts(NOW), sources=(replace(facts(NOW).sources[0], customers=200_000),))
    assert {one.name: one.met for one in criteria(many)}["Large scale"] is True


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_we_choose_is_written_in_every_language(language: str) -> None:
    set_policy("premium_caps", {"upgrade": 0.3}, AT)
    set_policy("control_share", 0.12, AT)
    set_policy("seller", "Kauppa <Oy>", AT)
    written = document("how-we-choose", NOW, language)
    assert re.search(r"12\s?%", written.markdown)
    assert re.search(r"30\s?%", written.markdown)
    assert "{" not in written.markdown
    assert f'<html lang="{language}">' in written.as_html()
    assert "Kauppa &lt;Oy&gt;" in written.body_html()
    assert "<Oy>" not in written.body_html()


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_every_language_has_the_same_sentences_with_the_same_places(language: str) -> None:
    def places(sentence: str) -> set[str]:
        return set(re.findall(r"{(\w+)}", sentence))

    assert list(texts(language)) == list(texts("en"))
    assert {name: places(one) for name, one in texts(language).items()} == {
        name: places(one) for name, one in texts("en").items()
    }
    assert [name for name in texts("en") if texts("en")[name] == texts(language)[name]] == []


def test_every_figure_in_a_text_is_a_setting_or_gathered() -> None:
    known = {field.name for field in fields(policy())} | {"caps", "contact", "channels"}
    named = {name for sentence in texts("en").values() for name in re.findall(r"{(\w+)}", sentence)}
    assert named <= known


@pytest.mark.parametrize("name", NAMES)
def test_every_document_is_a_page_and_markdown_with_one_title(name: str) -> None:
    written = document(name, NOW)
    assert written.as_html().count("<h1>") == 1
    assert len(re.findall(r"^# ", written.markdown, re.MULTILINE)) == 1
    assert written.title in written.as_html()


def test_an_unknown_document_or_language_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="there is no document 'secrets'"):
        document("secrets", NOW)
    with pytest.raises(ValueError, match="register is written in English only"):
        document("register", NOW, "nl")
    with pytest.raises(ValueError, match="not written in 'sv'"):
        document("how-we-choose", NOW, "sv")
