"""The rule table and *What if …*."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.backoffice.conftest import AT, text
from worthmore.backoffice import simulating
from worthmore.law.table import load
from worthmore.offering.service import Service
from worthmore.shop import operations

RULES, WHAT_IF = "/office/rules/", "/office/rules/what-if/"


def rows(page: str) -> set[str]:
    return set(re.findall(r"<code>([\w.]+)</code>", page))


def test_a_row_says_what_for_whom_by_which_law_and_how_sure_that_is(shop: Service, clerk: Client) -> None:
    page = text(clerk.get(RULES, {"country": "BE", "channel": "call_live", "on": "2026-11-21"}))
    start = page.index('<li id="BE.call">')
    row = page[start : page.index("</li>", start)]
    for fact in (
        "Telephone call by a person",
        "Belgium",
        "allowed until a no",
        "Bel-me-niet-meer",
        "checked first",
        'href="http://pro.bel-me-niet-meer.be/nl/juridisch-kader"',
        'rel="noopener noreferrer external"',
        "sure",
        "21 November 2026",
    ):
        assert fact in row, fact


def test_every_page_with_rules_says_that_it_is_no_legal_advice(shop: Service, clerk: Client, key: str) -> None:
    for page in (RULES, WHAT_IF, f"/office/permission/{key}/"):
        assert "This is no legal advice" in text(clerk.get(page)), page


def test_the_day_turns_the_dutch_telephone(shop: Service, clerk: Client) -> None:
    calls = {"country": "NL", "channel": "call_live", "topic": "permission"}
    before = rows(text(clerk.get(RULES, calls | {"on": "2026-06-30"})))
    after = rows(text(clerk.get(RULES, calls | {"on": "2026-07-01"})))
    assert before - after == {"NL.call.cust.old"}
    assert after - before == {"NL.call.cust"}


def test_of_every_time_shows_all_rows_and_what_is_only_proposed(shop: Service, clerk: Client) -> None:
    page = text(clerk.get(RULES, {"when": "all"}))
    assert rows(page) >= {rule.id for rule in load().rules}
    assert "proposed, not law" in page


def test_a_row_that_nobody_looked_at_for_a_year_is_marked(
    shop: Service, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    monkeypatch.setattr("worthmore.backoffice.views.rules.now", lambda: datetime(2028, 1, 1, tzinfo=UTC))
    assert "out of date: verify again" in text(clerk.get(RULES, {"country": "BE"}))


@pytest.mark.parametrize("language", ["nl", "fi"])
def test_the_table_is_read_in_the_language_of_the_page(shop: Service, clerk: Client, language: str) -> None:
    clerk.cookies["django_language"] = language
    page = text(clerk.get(RULES, {"when": "all"}))
    english = re.sub(r'<span lang="en">.*?</span>', "", page)
    assert not [rule.id for rule in load().rules if rule.summary in english]


def test_what_if_shows_the_answer_the_rule_and_what_would_change_it(shop: Service, clerk: Client) -> None:
    page = text(clerk.get(WHAT_IF))
    assert 'class="verdict yes"' in page
    assert "BE.em.cust" in page
    page = text(clerk.get(WHAT_IF, {"asked": "1", "country": "BE", "channel": "email", "relation": "prospect"}))
    assert 'class="verdict no"' in page
    assert "What would change it" in page
    assert "BE.em.any" in page


def test_the_address_of_a_question_answers_the_same_question(shop: Service, clerk: Client) -> None:
    asked = {
        "asked": "1",
        "country": "NL",
        "channel": "call_live",
        "on": "2026-06-30",
        "similar": "on",
        "by_seller": "on",
    }
    page = text(
        clerk.get(WHAT_IF, asked | {"opt_out_offered": "on", "opt_out_in_message": "on", "sale_on": "2026-01-05"})
    )
    assert 'class="verdict yes"' in page
    found = re.search(r'id="address"[^>]*value="([^"]+)"', page)
    assert found
    again = text(clerk.get(found.group(1).replace("&amp;", "&").removeprefix("http://testserver")))
    form = re.compile(r"<form method=\"get\".*?</form>", re.S)
    assert form.findall(again) == form.findall(page)


def test_the_first_country_is_the_shops_own(shop: Service, clerk: Client) -> None:
    operations.set_policy("country", "FI", AT)
    assert re.search(r'value="FI" selected', text(clerk.get(WHAT_IF)))


def test_htmx_gets_the_answer_alone(shop: Service, clerk: Client) -> None:
    part = text(clerk.get(WHAT_IF, {"asked": "1", "country": "BE"}, headers={"HX-Request": "true"}))
    assert "<form" not in part
    assert 'id="outcome" hx-swap-oob="innerHTML"' in part


FIELDS = ["country", "channel", "topic", "on", "when", *simulating.read({}, AT.date()).fields]
known = st.sampled_from(
    ["BE", "all", "email", "price", "2026-02-30", "9999-12-31", "0001-01-01", "\x00", "on", "x" * 900]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    page=st.sampled_from([RULES, WHAT_IF]),
    fields=st.dictionaries(st.sampled_from(FIELDS), known | st.text(max_size=30)),
    language=st.sampled_from(["nl", "en", "fi"]),
)
def test_no_question_breaks_a_page(
    shop: Service, clerk: Client, page: str, fields: dict[str, str], language: str
) -> None:
    clerk.cookies["django_language"] = language
    assert clerk.get(page, fields).status_code == 200
