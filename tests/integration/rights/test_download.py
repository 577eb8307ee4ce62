from __future__ import annotations

import json
from datetime import timedelta
from html import escape

import pytest

from tests.integration.rights.filling import AT, fill
from tests.integration.rights.people import Ann, shop_with_ann
from worthmore.rights.page.words import LANGUAGES, words
from worthmore.rights.queries import UnknownPersonError, download
from worthmore.rights.registry import tables
from worthmore.shop import queries as shop
from worthmore.shop.operations import set_policy

pytestmark = pytest.mark.django_db

# Keyed hashes of addresses: they tell the person nothing.
HASHES = {("consent_entry", "address"), ("consent_salecontact", "address")}


@pytest.fixture
def ann() -> Ann:
    return shop_with_ann()


def test_everything_in_every_table_is_in_the_download(ann: Ann) -> None:
    marks = fill(ann.key, ann.id).marks
    content = download(ann.key, AT).as_json().decode()
    unsaid = {table for table, entry in tables().items() if entry.download}
    missing = [
        place
        for mark, place in marks.items()
        if place[0] not in unsaid and place not in HASHES and json.dumps(mark)[1:-1] not in content
    ]
    assert missing == []


def test_a_download_holds_a_person_under_all_their_keys_and_in_all_sources(ann: Ann) -> None:
    content = json.loads(download(ann.key, AT).as_json())
    assert content["format"] == "worthmore-person-1"
    assert {one["source"] for one in content["details"]} == {"demo", "till"}
    assert {order["id"] for order in content["orders"]} == {"1001", "2001"}
    assert len(content["person"]["former_keys"]) == 1
    former = content["person"]["former_keys"][0]
    assert download(former, AT).content == download(ann.key, AT).content


def test_money_is_minor_units_with_its_currency_and_times_are_utc(ann: Ann) -> None:
    order = next(one for one in json.loads(download(ann.key, AT).as_json())["orders"] if one["id"] == "1001")
    assert order["total"] == {"amount": 2000, "currency": "EUR"}
    assert order["lines"][0]["unit_price"] == {"amount": 1000, "currency": "EUR"}
    assert order["at"] == "2026-03-01T12:00:00Z"
    assert order["lines"][0]["product"] == "Bike"


def test_nobody_elses_data_are_in_the_download(ann: Ann) -> None:
    content = download(ann.key, AT).as_json().decode()
    assert "Bob" not in content
    assert "1002" not in content


def test_a_key_nobody_has_is_an_unknown_person() -> None:
    with pytest.raises(UnknownPersonError):
        download("0" * 32, AT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_everything_the_json_holds_in_every_language(ann: Ann, language: str) -> None:
    marks = fill(ann.key, ann.id).marks
    kept = download(ann.key, AT)
    page, content = kept.as_html(language), kept.as_json().decode()
    unseen = [place for mark, place in marks.items() if json.dumps(mark)[1:-1] in content and escape(mark) not in page]
    assert unseen == []
    assert f'<html lang="{language}">' in page
    assert ann.email in page


def test_every_section_and_field_of_the_download_has_words(ann: Ann) -> None:
    fill(ann.key, ann.id)
    content = download(ann.key, AT).content
    english = words("en")
    top = {"format", "made_at", "seller", "person", "elsewhere", "why"}
    assert set(content) - top <= set(english.sections)
    records = [record for name in content if name not in top for record in content[name]]
    records += [record for held in content["elsewhere"].values() for rows in held.values() for record in rows]
    assert {name for record in records for name in record} - set(english.fields) == set()
    assert {name for held in content["elsewhere"].values() for name in held} - set(english.fields) == set()


def test_the_page_is_written_in_five_languages_and_no_other(ann: Ann) -> None:
    with pytest.raises(ValueError, match="there is no page in 'sv'"):
        download(ann.key, AT).as_html("sv")


def test_what_somebody_wrote_cannot_become_part_of_the_page(ann: Ann) -> None:
    from tests.integration.shop.frames import customers
    from worthmore.shop.operations import save_customers

    save_customers("demo", customers({"external_id": ann.id, "name": "<script>alert(1)</script>"}), AT)
    page = download(ann.key, AT).as_html("en")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_page_says_how_long_things_are_kept_as_the_shop_has_set_it(ann: Ann) -> None:
    set_policy("activity_days", 17, AT)
    set_policy("decision_days", 0, AT)
    page = download(ann.key, AT + timedelta(days=1)).as_html("nl")
    assert "17 dagen" in page
    assert "Zonder vast einde" in page
    assert shop.policy().activity_days == 17
