from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from tests.integration.backoffice.conftest import AT, save_order, save_products, text
from tests.unit.outcomes.rows import attribution_row, decision_row, outcome_row
from worthmore.backoffice.judging import judged
from worthmore.offering.service import Service
from worthmore.outcomes.operations import attribute, record_decisions, record_outcomes
from worthmore.shop import operations
from worthmore.shop.models import Setting
from worthmore.training.train import train
from worthmore.vocabulary.clock import now


def figures(page: str) -> dict[str, str]:
    return dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", page))


def happened(seen: int, accepted: int, declined: int = 0) -> None:
    at = now() - timedelta(days=1)
    record_decisions([decision_row(f"d{number}", at=at) for number in range(seen)])
    record_outcomes([outcome_row(f"d{number}.0", "impression", at=at) for number in range(seen)])
    record_outcomes([outcome_row(f"d{number}.0", "accepted", at=at) for number in range(accepted)])
    refused = range(accepted, accepted + declined)
    record_outcomes([outcome_row(f"d{number}.0", "declined", at=at) for number in refused])


def test_before_anything_was_learned_it_says_how_to_learn(shop: Service, clerk: Client) -> None:
    page = text(clerk.get("/office/"))
    assert "Nothing is learned yet" in page
    assert "<code>worthmore train</code>" in page
    assert "Nobody asked for offers yet" in page
    assert "Not enough data yet." in page


def test_it_counts_what_became_of_offers(shop: Service, clerk: Client) -> None:
    happened(seen=40, accepted=3, declined=2)
    at = now() - timedelta(hours=1)
    attribute([attribution_row("d0.0", at=at, amount=5_995), attribution_row("x1.0", at=at, currency="USD")])
    page = text(clerk.get("/office/"))
    counts = figures(page)
    assert [counts[name] for name in ("Decisions", "Offers made", "Accepted", "Declined")] == ["40", "40", "4", "2"]
    assert counts["Seen or answered"] == "41"
    assert re.findall(r"Bought on an offer</dt><dd>([^<]+)", page) == ["€59.95", "$29.95"]
    assert "might have been bought anyway" in page


def test_what_is_older_or_of_another_shop_does_not_count(shop: Service, clerk: Client) -> None:
    record_decisions([decision_row("old", at=now() - timedelta(days=31)), decision_row("far", at=now(), source="far")])
    assert figures(text(clerk.get("/office/")))["Decisions"] == "0"


@pytest.mark.parametrize(("seen", "shown"), [(99, False), (100, True)])
def test_a_share_is_shown_from_a_hundred_seen(shop: Service, clerk: Client, seen: int, shown: bool) -> None:
    happened(seen=seen, accepted=12)
    page = text(clerk.get("/office/"))
    assert ("Not enough data yet for a share of acceptance" in page) is not shown
    # Wilson's interval of 12 in 100, known from tables: 7.0 % to 19.8 %.
    assert ("Of 100 offers seen, 12% were accepted (95 % interval: 7.0% to 20%)." in page) is shown


@pytest.mark.django_db(transaction=True)  # training reads through a connection of its own
def test_after_training_it_shows_what_was_learned_and_where_the_money_lies(
    shop: Service, clerk: Client, home: Path
) -> None:
    operations.set_policy("minimum_customers", 5, AT)
    save_products([{"external_id": "tyre", "name": "Tyre <b>", "price": 2_000, "names": '{"nl": "Band"}'}])
    for number in range(30):
        save_order(f"both {number}", f"c{number}", "bike", "tyre")
        save_order(f"bike {number}", f"d{number}", "bike")
        save_order(f"else {number}", f"e{number}", "gone")
    train(home, now())
    page = text(clerk.get("/office/"))
    assert "Nothing is learned yet" not in page
    assert figures(page)["Orders read"] == "91"
    assert re.search(r"Learned on \d\d? \w+ \d{4} \d\d:\d\d, version", page), "to the minute, no seconds"
    best = page[page.index('id="best"') :]
    assert "Tyre &lt;b&gt;" in best
    assert 'href="/office/products/tyre/"' in best
    assert "the margin is assumed" in best
    product = text(clerk.get("/office/products/bike/"))
    assert "bought together" in product
    assert re.search(r"\d\.\d \(\d\.\d–\d+\.\d\)", product), "the lift with its interval"
    clerk.cookies["django_language"] = "nl"
    assert ">Band</a>" in text(clerk.get("/office/"))


def test_a_setting_that_cannot_be_used_is_said(shop: Service, clerk: Client) -> None:
    Setting.objects.create(name="premium_cap", value="many", changed_at=AT)
    assert "premium_cap" in text(clerk.get("/office/"))


BETTER = {
    "verdict": "better",
    "shown": 10,
    "customers": 454,
    "found": {"mean": 0.33, "low": 0.30, "high": 0.36},
    "best_sellers": {"mean": 0.06, "low": 0.04, "high": 0.07},
    "gain": {"mean": 0.27, "low": 0.24, "high": 0.31},
}


def test_it_tells_how_suggestions_did_beside_best_sellers() -> None:
    found = judged(BETTER)
    assert found is not None
    assert not found.refused
    assert "it was found in 33% of cases, among as many best sellers in 6.0% (454 customers" in found.text
    assert "95 % interval of the difference: 24% to 31%" in found.text


@pytest.mark.parametrize(
    ("kept_from", "instead"),
    [(None, "what you set by hand."), ("2026-01-30T12:00:00+00:00", "What was learned on Jan 30, 2026 stays in use.")],
)
def test_what_is_refused_is_told_with_what_is_used_instead(kept_from: str | None, instead: str) -> None:
    found = judged({**BETTER, "verdict": "worse", "kept_from": kept_from})
    assert found is not None
    assert found.refused
    assert found.text.startswith("What was learned of products that go together is not used")
    assert found.text.endswith(instead)


def test_too_few_to_judge_by_is_told_as_such() -> None:
    found = judged({"verdict": "too few", "shown": 10, "customers": 12, "needed": 30})
    assert found is not None
    assert not found.refused
    assert "12 customers could judge, 30 are needed" in found.text


def test_a_version_of_before_says_nothing_of_it() -> None:
    assert judged(None) is None


@pytest.mark.parametrize(("language", "word"), [("nl", "bestsellers"), ("fi", "myydyimpien")])
def test_the_verdict_is_told_in_the_readers_language(language: str, word: str) -> None:
    with override(language):
        found = judged({**BETTER, "verdict": "worse", "kept_from": None})
    assert found is not None
    assert word in found.text
    assert "best sellers do no worse" not in found.text


def test_todays_page_shows_the_verdict(shop: Service, clerk: Client, settings: object) -> None:
    train(settings.WORTHMORE_HOME, now())  # type: ignore[attr-defined]
    page = text(clerk.get("/office/"))
    assert ("whether the learned suggestions do better" in page) or ("no two products were bought together" in page)
