"""Reading, taking along, putting right and erasing one's own data."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest

from tests.integration.customer_pages.conftest import ANN, AT, Page, frame, offered
from worthmore.rights.queries import requests
from worthmore.shop import operations, queries
from worthmore.shop.columns import CUSTOMERS
from worthmore.vocabulary.clock import now


def test_everything_comes_as_a_file_for_other_programs(page: Page, ann: str) -> None:
    offered(ann, "d1", AT)
    answer = page.client.get(f"{page.address}everything.json")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="mijn-gegevens-\d{4}-\d\d-\d\d\.json"', answer["Content-Disposition"])
    text = json.dumps(json.loads(answer.content), ensure_ascii=False)
    for told in (ANN["email"], ANN["name"], "1001", "lock", "Hoort bij de Stadsfiets"):
        assert told in text


@pytest.mark.parametrize("language", ["nl", "en", "fi", "fr", "de"])
def test_everything_comes_as_a_page_whose_style_and_no_other_is_allowed(page: Page, language: str) -> None:
    answer = page.client.get(f"{page.address}everything/", {"language": language})
    text = answer.content.decode()
    assert f'lang="{language}"' in text
    assert ANN["email"] in text
    styles = re.findall(r"<style[^>]*>(.*?)</style>", text, re.DOTALL)
    assert styles
    for style in styles:
        assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in answer["Content-Security-Policy"]
    assert " style=" not in text


def test_the_page_can_be_kept_as_a_file(page: Page) -> None:
    answer = page.client.get(f"{page.address}everything.html", {"language": "fi"})
    assert re.fullmatch(r'attachment; filename="omat-tiedot-\d{4}-\d\d-\d\d\.html"', answer["Content-Disposition"])
    assert ANN["name"] in answer.content.decode()


def test_what_is_wrong_is_put_right_at_once_and_an_import_does_not_undo_it(page: Page, ann: str) -> None:
    answer = page.send("correct", correct_city="Gent", correct_postcode="9000")
    assert answer["Location"].endswith("done=corrected#done")
    assert "Saved: your data are put right." in page.client.get(answer["Location"].partition("#")[0]).content.decode()
    operations.save_customers("demo", frame(CUSTOMERS, ANN), now())
    known = queries.customer("demo", "ann")
    assert known is not None
    assert (known.city, known.postcode, known.name) == ("Gent", "9000", ANN["name"])
    assert 'value="Gent"' in page.text("correct/")


def test_changing_nothing_says_so(page: Page) -> None:
    same = {
        f"correct_{name}": ANN[name] for name in ("name", "email", "phone", "postcode", "city", "country", "language")
    }
    assert page.send("correct", **same)["Location"].endswith("done=unchanged#done")
    assert page.send("correct")["Location"].endswith("done=unchanged#done")


def test_a_detail_can_be_emptied(page: Page) -> None:
    page.send("correct", correct_phone="")
    known = queries.customer("demo", "ann")
    assert known is not None
    assert known.phone == ""


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("email", "not an address", "This is not an e-mail address"),
        ("name", "x" * 201, "Too long: at most 200 characters."),
        ("city", "Gent\x00", "There is a character here that cannot be kept."),
        ("phone", "1" * 33, "Too long: at most 32 characters."),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field_and_nothing_is_lost(
    page: Page, field: str, value: str, words: str
) -> None:
    answer = page.send("correct", **{"correct_name": "Anna", f"correct_{field}": value})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: " in text
    assert 'role="alert"' in text
    assert f'aria-describedby="{field}-wrong"' in text
    assert f'id="{field}-wrong">{words}' in text
    assert field == "name" or 'value="Anna"' in text, "what was good is still there"
    known = queries.customer("demo", "ann")
    assert known is not None
    assert known.name == ANN["name"]


def test_a_country_the_list_does_not_have_stays_to_be_chosen(page: Page) -> None:
    operations.save_customers("demo", frame(CUSTOMERS, {**ANN, "country": "Belgique", "language": "sv"}), now())
    text = page.text("correct/", language="en")
    assert '<option value="Belgique" selected>Belgique</option>' in text
    assert '<option value="sv" selected>sv</option>' in text
    assert page.send("correct", correct_country="Belgique", correct_language="sv")["Location"].endswith(
        "unchanged#done"
    )


def test_something_else_wrong_is_asked_of_the_shop_with_a_month_to_answer(page: Page, ann: str) -> None:
    answer = page.send("correct", other="yes")
    assert answer["Location"].endswith("done=asked#done")
    (request,) = requests(now(), ann)
    assert (request.kind, request.by, request.done_at) == ("rectification", "customer", None)
    assert 27 < (request.due_at - request.at).days < 32


def test_to_erase_one_is_asked_once_with_two_buttons_of_one_kind(page: Page, ann: str) -> None:
    text = page.text("erase/", language="en")
    buttons = re.findall(r"<button ([^>]*)>([^<]+)</button>", text)
    assert buttons == [
        ('name="answer" value="erase"', "Erase everything"),
        ('name="answer" value="keep"', "Keep everything"),
    ]
    assert page.send("erase", answer="keep")["Location"].endswith("done=unchanged#done")
    assert page.send("erase", answer="").status_code == 400
    assert queries.identity(ann) is not None


def test_erasing_erases_and_says_so(page: Page, ann: str) -> None:
    answer = page.send("erase", answer="erase")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Everything about you is erased" in text
    assert queries.identity(ann) is None
    assert queries.customer("demo", "ann") is None
    again = page.send("erase", answer="erase")
    assert again.status_code == 200
    assert "There is nothing here any more" in again.content.decode()
