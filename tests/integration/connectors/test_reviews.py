"""Reviews come in by CSV, are quoted only where real, bound and allowed, and go when they are deleted or erased."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from worthmore.cli.importing import import_
from worthmore.connectors.csv.reviews import import_file
from worthmore.connectors.csv.trouble import CannotImportError
from worthmore.shop.models import Review
from worthmore.shop.operations import ensure_source, forget_person, save_customers
from worthmore.shop.queries import held, person_key_of, revision
from worthmore.shop.queries.reviews import quotes

AT = datetime(2026, 5, 6, 12, tzinfo=UTC)
HEAD = "review_id,product_id,rating,text,language,name,date,may_quote,verified,customer_id,deleted"
pytestmark = pytest.mark.django_db


def brought(folder: Path, *rows: str, head: str = HEAD) -> Any:
    file = folder / "reviews.csv"
    file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return import_file(file, "shop", folder, AT)


KIND = "1,lock,5,Best lock ever made.,en,Ann,2026-05-03,yes,yes,,"
FAIR = '2,lock,4,"Sits tight. A bit heavy.",en,Ben,2026-04-03,yes,yes,,'
SOUR = "3,lock,2,It rusts.,en,Cas,2026-03-03,yes,yes,,"
PRIVATE = "4,lock,4,Not for quoting.,en,Dee,2026-05-05,no,yes,,"


def test_the_review_like_the_average_is_quoted_and_not_the_kindest(tmp_path: Path) -> None:
    summary = brought(tmp_path, KIND, FAIR, SOUR, PRIVATE)
    assert (summary.rows, summary.new, summary.rejected) == (4, 4, 0)
    (quote,) = quotes("shop").values()
    assert (quote.review, quote.text, quote.name, quote.rating) == ("2", "Sits tight. A bit heavy.", "Ben", 4)
    assert (quote.verified, quote.average, quote.count) == (True, 3.75, 4)
    assert (quote.product_id, quote.language) == ("lock", "en")


def test_what_may_not_be_quoted_never_is(tmp_path: Path) -> None:
    brought(tmp_path, PRIVATE)
    assert quotes("shop") == {}


def test_what_tells_of_an_illness_is_not_shown_to_others(tmp_path: Path) -> None:
    brought(tmp_path, "1,lock,4,I have diabetes and can still open it.,en,Ann,2026-05-03,yes,yes,,")
    assert quotes("shop") == {}


def test_each_language_has_its_own(tmp_path: Path) -> None:
    brought(tmp_path, FAIR, "9,lock,4,Zit goed vast.,nl-BE,An,2026-05-03,ja,nee,,")
    assert {place: one.text for place, one in quotes("shop").items()} == {
        ("lock", "en"): "Sits tight. A bit heavy.",
        ("lock", "nl"): "Zit goed vast.",
    }


def test_the_same_file_again_changes_nothing_and_a_changed_review_is_changed(tmp_path: Path) -> None:
    brought(tmp_path, FAIR)
    before = revision()
    assert brought(tmp_path, FAIR).unchanged == 1
    assert revision() == before
    assert brought(tmp_path, FAIR.replace(" A bit heavy.", "")).changed == 1
    assert next(iter(quotes("shop").values())).text == "Sits tight."
    assert revision() > before


def test_a_deleted_review_is_gone_and_the_next_one_is_quoted(tmp_path: Path) -> None:
    brought(tmp_path, FAIR, SOUR, KIND)
    before = revision()
    assert (
        brought(tmp_path, "2,yes", "77,yes", head="review_id,deleted,product_id,rating,text,language,date").changed == 1
    )
    assert [one.review for one in quotes("shop").values()] != ["2"]
    assert Review.objects.filter(external_id="2").count() == 0
    assert revision() > before


def test_an_erased_customers_review_goes_with_them_and_an_old_file_does_not_bring_it_back(tmp_path: Path) -> None:
    ensure_source("shop", AT)
    save_customers("shop", pl.DataFrame([{"external_id": "ann", "name": "Ann"}]), AT)
    key = person_key_of("shop", "ann") or ""
    hers = FAIR.removesuffix(",,") + ",ann,"
    assert brought(tmp_path, hers).new == 1
    assert [one["id"] for one in held(key)["reviews"]] == ["2"]
    before = revision()
    forget_person(key)
    assert quotes("shop") == {}
    assert revision() > before
    again = brought(tmp_path, hers)
    assert (again.new, again.rejected) == (0, 1)
    assert Review.objects.count() == 0


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("5,lock,6,Good.,en,A,2026-05-03,yes,yes,,", "a rating that is no whole number from 1 to 5"),
        ("5,lock,4,Good.,sv,A,2026-05-03,yes,yes,,", "a language that is not spoken here"),
        ("5,lock,4,Good.,en,A,yesterday,yes,yes,,", "not a day"),
        ("5,lock,4,Good.,en,A,2026-05-03,maybe,yes,,", "neither yes nor no"),
        ("5,,4,Good.,en,A,2026-05-03,yes,yes,,", "an empty cell that is needed"),
        (f"5,lock,4,{'a' * 4001},en,A,2026-05-03,yes,yes,,", "a text that is too long"),
        ("5,lock,4,Good.,en,A,2026-05-03,yes,yes,nobody,", "a customer that is not known"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_and_the_others_are_kept(tmp_path: Path, row: str, reason: str) -> None:
    summary = brought(tmp_path, row, FAIR)
    assert (summary.new, summary.rejected, summary.reasons) == (1, 1, {reason: 1})
    assert reason in Path(summary.reject_file).read_text(encoding="utf-8-sig")


def test_a_file_that_holds_no_reviews_is_refused_as_a_whole(tmp_path: Path) -> None:
    with pytest.raises(CannotImportError, match="has no column 'rating'"):
        brought(tmp_path, "1,lock", head="review_id,product_id")


def test_it_comes_in_from_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "reviews.csv"
    file.write_text(f"{HEAD}\n{FAIR}\n", encoding="utf-8")
    done = CliRunner().invoke(import_, ["reviews", str(file), "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["new"] == 1
    assert CliRunner().invoke(import_, ["reviews", str(tmp_path / "none.csv")]).exit_code == 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=30), max_size=8).map(",".join))
def test_whatever_stands_in_a_row_is_taken_or_told(tmp_path: Path, row: str) -> None:
    try:
        summary = brought(tmp_path, row, FAIR)
    except CannotImportError:
        return
    assert summary.new + summary.changed + summary.unchanged + summary.rejected >= 1
