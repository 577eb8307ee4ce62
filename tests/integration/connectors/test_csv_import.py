"""Imports into the database: once, again, overlapping, interrupted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from django.db import connection
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from worthmore.connectors import operations, queries
from worthmore.connectors.csv import importing
from worthmore.connectors.csv.chunks import chunks
from worthmore.connectors.csv.recognising.recognise import Wishes
from worthmore.connectors.csv.summary import Summary
from worthmore.connectors.csv.trouble import CannotImportError
from worthmore.shop.operations import save_order_lines
from worthmore.shop.queries import catalogue

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
HEADINGS = "order,date,sku,product,qty,price,email\n"
LINES = [
    "1,2025-12-31,A,Lamp,2,5.00,m@example.be\n",
    "1,2025-12-31,B,Bulb,1,7.50,m@example.be\n",
    "1,2025-12-31,B,Bulb,1,7.50,m@example.be\n",
    "2,2026-01-01,A,Lamp,1,5.00,\n",
    "3,someday,A,Lamp,1,5.00,\n",
    "4,2026-01-02,C,Cord,3,1.00,j@example.be\n",
    "4,2026-01-02,A,Lamp,0,5.00,j@example.be\n",
    "5,2026-01-03,C,Cord,-1,1.00,j@example.be\n",
]


def _import(
    home: Path, content: str, name: str = "orders.csv", again: bool = False, at: datetime = AT, **wishes: object
) -> Summary:
    path = home / name
    path.write_text(content, encoding="utf-8")
    plan = importing.plan_for(path, Wishes(**wishes), at)  # type: ignore[arg-type]
    return importing.import_file(plan, home, again, lambda progress: None)


def _stored() -> list[tuple[object, ...]]:
    """Every order line, with what tells it from others."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.external_id, l.key, p.external_id, l.quantity, l.unit_price, o.person_id IS NULL "
            "FROM shop_orderline l JOIN shop_order o ON o.id = l.order_id JOIN shop_product p ON p.id = l.product_id "
            "ORDER BY 1, 2"
        )
        return [tuple(row) for row in cursor.fetchall()]


def _saved(summary: Summary) -> tuple[int, int, int]:
    return summary.counts.new, summary.counts.changed, summary.counts.unchanged


@pytest.mark.django_db
def test_good_rows_are_imported_and_bad_ones_set_apart(tmp_path: Path) -> None:
    summary = _import(tmp_path, HEADINGS + "".join(LINES))
    assert summary.finished
    assert _saved(summary) == (6, 0, 0)
    counts = summary.counts
    assert (counts.rows, counts.rejected, counts.duplicates, counts.cancelled) == (8, 2, 1, 1)
    assert dict(counts.reasons) == {"not a date": 1, "a quantity of 0": 1}
    assert len(_stored()) == 6
    rejected = Path(summary.reject_file).read_text("utf-8-sig").splitlines()
    assert [line.split(",")[:3] for line in rejected[1:]] == [["6", "date", "someday"], ["8", "qty", "0"]]


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing_and_says_so(tmp_path: Path) -> None:
    _import(tmp_path, HEADINGS + "".join(LINES))
    before = _stored()
    again = _import(tmp_path, HEADINGS + "".join(LINES), at=AT + timedelta(days=1))
    assert again.already == AT.isoformat()
    assert _saved(again) == (0, 0, 6)
    anew = _import(tmp_path, HEADINGS + "".join(LINES), again=True, at=AT + timedelta(days=1))
    assert anew.already == ""
    assert _saved(anew) == (0, 0, 6)
    assert _stored() == before


@pytest.mark.django_db
def test_a_file_is_read_again_when_another_came_between(tmp_path: Path) -> None:
    _import(tmp_path, HEADINGS + LINES[3])
    _import(tmp_path, HEADINGS + LINES[5], "other.csv")
    third = _import(tmp_path, HEADINGS + LINES[3], at=AT + timedelta(days=1))
    assert third.already == ""
    assert _saved(third) == (0, 0, 1)


@pytest.mark.django_db
def test_exports_that_overlap_change_nothing_twice(tmp_path: Path) -> None:
    _import(tmp_path, HEADINGS + "".join(LINES[:4]), "january.csv")
    second = _import(tmp_path, HEADINGS + "".join(LINES[3:]), "february.csv")
    assert _saved(second) == (2, 0, 1)
    assert len(_stored()) == 6


@pytest.mark.django_db
def test_sources_are_kept_apart(tmp_path: Path) -> None:
    _import(tmp_path, HEADINGS + LINES[3], source="one")
    assert _saved(_import(tmp_path, HEADINGS + LINES[3], source="two")) == (1, 0, 0)


@pytest.mark.django_db
def test_a_name_no_source_may_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotImportError):
        _import(tmp_path, HEADINGS + LINES[3], source="x" * 65)


@pytest.mark.django_db
def test_what_was_said_of_columns_is_remembered_for_the_same_headings(tmp_path: Path) -> None:
    odd = "Dossier,Wanneer,sku,qty,price\n1001,2025-12-31,A,1,5.00\n"
    with pytest.raises(CannotImportError):
        _import(tmp_path, odd)
    _import(tmp_path, odd, maps={"Dossier": "order_id", "Wanneer": "at"})
    later = _import(tmp_path, odd + "1002,2025-12-31,A,1,5.00\n", "later.csv")
    assert _saved(later) == (1, 0, 1)
    with pytest.raises(CannotImportError):
        _import(tmp_path, odd, "other.csv", source="elsewhere")


@pytest.mark.django_db
def test_an_import_that_was_stopped_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "chunks", partial(chunks, size=2))
    path = tmp_path / "orders.csv"
    path.write_text(HEADINGS + "".join(LINES))
    plan = importing.plan_for(path, Wishes(), AT)
    stopped = importing.import_file(plan, tmp_path, False, lambda progress: None, stop=lambda: True)
    assert not stopped.finished
    assert len(_stored()) == 3
    resumed = importing.import_file(plan, tmp_path, False, lambda progress: None)
    assert resumed.finished
    assert resumed.resumed_after == 4
    assert _saved(resumed) == (6, 0, 0)
    assert resumed.counts.rejected == 2
    assert len(Path(resumed.reject_file).read_text("utf-8-sig").splitlines()) == 3
    assert [run.rows_done for run in queries.imports()] == [9]


@pytest.mark.django_db
def test_an_edited_line_of_a_shopify_order_changes_that_line(tmp_path: Path) -> None:
    headings = (
        "Name,Email,Financial Status,Currency,Subtotal,Total,Created at,Lineitem quantity,Lineitem name,"
        "Lineitem price,Lineitem sku\n"
    )
    first = (
        "#1,m@example.be,paid,EUR,30.00,30.00,2026-05-01 10:00:00 +0200,{},Lock,10.00,LOCK\n"
        "#1,m@example.be,,,,,,1,Bell,5.00,BELL\n"
    )
    _import(tmp_path, headings + first.format(1), "one.csv")
    assert _saved(_import(tmp_path, headings + first.format(2), "two.csv")) == (0, 1, 1)


@pytest.mark.django_db
def test_relations_may_name_products_further_down(tmp_path: Path) -> None:
    summary = _import(
        tmp_path,
        "sku;name;price;accessories;upgrade\nBIKE;Bike;1000,00;LOCK, HELM;EBIKE\nLOCK;Lock;20,00;;\n"
        "HELM;Helmet;50,00;NOTHING;\nEBIKE;E-bike;1190,00;;\n",
        "products.csv",
    )
    assert _saved(summary) == (4, 0, 0)
    assert dict(summary.counts.cell_reasons) == {"a product that is not known": 1}
    found = catalogue("shop").relations
    assert [(kind.value, other) for kind, other in found["BIKE"]] == [
        ("accessory", "LOCK"),
        ("upgrade", "EBIKE"),
        ("accessory", "HELM"),
    ]
    fewer = "sku;name;price;accessories;upgrade\nBIKE;Bike;1000,00;HELM;EBIKE\n"
    _import(tmp_path, fewer, "products2.csv")
    assert {other for _, other in catalogue("shop").relations["BIKE"]} == {"HELM", "EBIKE"}


@pytest.mark.django_db
def test_relations_that_cannot_be_meant_are_told_by_row_and_the_rest_is_kept(tmp_path: Path) -> None:
    summary = _import(
        tmp_path,
        "sku;name;price;accessories;conflicts with;set contents\nBIKE;Bike;1000,00;LOCK, BIKE, HELM;HELM;\n"
        "LOCK;Lock;20,00;;;\nHELM;Helmet;50,00;;;\nKIT;Kit;60,00;;;LOCK, CASE\nCASE;Case;30,00;;;LOCK\n",
        "products.csv",
    )
    assert dict(summary.counts.cell_reasons) == {
        "a product that belongs to itself": 1,
        "two products that are said to go together, and not to": 1,
        "a set whose part is a set itself": 1,
    }
    found = {
        one: [(kind.value, other) for kind, other in others] for one, others in catalogue("shop").relations.items()
    }
    assert sorted(found["BIKE"]) == [("accessory", "LOCK"), ("conflicts_with", "HELM")]
    assert (found["KIT"], found["CASE"]) == ([("part", "LOCK")], [("part", "LOCK")])
    rejects = Path(summary.reject_file).read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(";")[0] for row in rejects[1:]] == ["2", "2", "5"]


@pytest.mark.django_db
def test_how_long_things_last_their_quantity_prices_and_clearance_reach_the_catalogue(tmp_path: Path) -> None:
    content = 'sku;name;price;lasts days;quantity prices;clearance\nA;Cards;1,00;365;"50: 0,90; 100: 0,80";{}\n'
    _import(tmp_path, content.format("ja"), "products.csv")
    (found,) = catalogue("shop").products
    assert (found.lasts_days, found.tiers, found.clearance) == (365, ((50, 90), (100, 80)), True)
    assert _saved(_import(tmp_path, content.format("ja"), "again.csv", again=True)) == (0, 0, 1)
    _import(tmp_path, content.format("nee"), "changed.csv")
    assert [product.clearance for product in catalogue("shop").products] == [False]


@pytest.mark.django_db
def test_products_and_their_attributes_reach_the_catalogue(tmp_path: Path) -> None:
    content = "sku;name;price;stock;attribute: Battery (Wh) + | nl=Batterij\nA;Bike;1.000,00;{};500 Wh\n"
    _import(tmp_path, content.format(3), "products.csv")
    assert _saved(_import(tmp_path, content.format(2), "products.csv")) == (0, 1, 0)
    found = catalogue("shop")
    assert found.products[0].attributes == {"battery": 500}
    assert found.products[0].stock == 2
    assert found.kinds["battery"].label("nl") == "Batterij"


@pytest.mark.django_db
def test_one_address_is_one_person_whatever_the_file(tmp_path: Path) -> None:
    _import(tmp_path, HEADINGS + LINES[0], "orders.csv")
    _import(tmp_path, "customer number,email,first name\n77,M@example.be,Marie\n", "customers.csv")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT person_id) FROM shop_customer")
        assert cursor.fetchone() == (2, 1)


@pytest.mark.django_db
def test_two_processes_cannot_import_one_file_into_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(HEADINGS + "".join(LINES))
    plan = importing.plan_for(path, Wishes(), AT)
    begin = operations.begin

    def overtaken(start: operations.Start, at: datetime) -> operations.Run:
        mine, theirs = begin(start, at), begin(start, at)
        operations.advance(theirs, 4, None, 0, {})
        return mine

    monkeypatch.setattr(operations, "begin", overtaken)
    with pytest.raises(operations.RunTakenError):
        importing.import_file(plan, tmp_path, False, lambda progress: None)
    assert _stored() == []


ROWS = st.lists(
    st.tuples(st.sampled_from("12345"), st.sampled_from("AB"), st.integers(0, 2), st.booleans()),
    min_size=1,
    max_size=14,
)


class PowerCutError(Exception):
    """The power went."""


class TestInterruption(TestCase):
    """An import that dies at any moment and is begun again ends as if nothing had happened."""

    @given(rows=ROWS, size=st.integers(1, 4), dies=st.lists(st.integers(0, 5), max_size=3))
    @example(rows=[("1", "A", 0, True), ("1", "A", 0, False), ("1", "A", 3, False)], size=1, dies=[1])
    @settings(max_examples=25, deadline=None)
    def test_an_import_that_dies_at_any_moment_ends_the_same(
        self, rows: list[tuple[str, str, int, bool]], size: int, dies: list[int]
    ) -> None:
        import tempfile

        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            self._go(Path(folder), patch, rows, size, dies)

    def _go(
        self,
        home: Path,
        patch: pytest.MonkeyPatch,
        rows: list[tuple[str, str, int, bool]],
        size: int,
        dies: list[int],
    ) -> None:
        ordered = sorted(rows, key=lambda row: row[0])
        content = HEADINGS + "".join(
            f"{order},{'2025-12-31' if dated else ''},{sku},x,{count},5.00,\n" for order, sku, count, dated in ordered
        )
        whole = _import(home, content, "whole.csv", source="whole")
        patch.setattr(importing, "chunks", partial(chunks, size=size))
        for moment in dies:
            self._die(home, content, moment)
        resumed = _import(home, content, "resumed.csv", source="resumed")
        assert resumed.counts.reasons == whole.counts.reasons
        assert resumed.counts.rows == whole.counts.rows
        assert self._of("resumed") == self._of("whole")
        if whole.reject_file:
            assert Path(resumed.reject_file).read_bytes() == Path(whole.reject_file).read_bytes()

    def _die(self, home: Path, content: str, moment: int) -> None:
        """Dies after the rows of chunk `moment` were written and before they were committed."""
        left = iter(range(moment, -1, -1))
        advance = operations.advance

        def dying(*arguments: object) -> None:
            advance(*arguments)  # type: ignore[arg-type]
            if next(left) == 0:
                raise PowerCutError

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(operations, "advance", dying)
            try:
                _import(home, content, "resumed.csv", source="resumed")
            except PowerCutError:
                return

    def _of(self, source: str) -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT o.external_id, l.key, l.quantity, l.unit_price FROM shop_orderline l JOIN shop_order o "
                "ON o.id = l.order_id JOIN shop_source s ON s.id = o.source_id WHERE s.name = %s ORDER BY 1, 2",
                [source],
            )
            return [tuple(row) for row in cursor.fetchall()]


@pytest.mark.django_db
def test_decimals_read_otherwise_correct_the_lines_that_are_there(tmp_path: Path) -> None:
    text = "order,date,sku,qty,price\n1,1/2/2025,A,1,1.234\n1,1/2/2025,B,2,1.500\n"
    _import(tmp_path, text, decimal_comma=True)
    again = _import(tmp_path, text, decimal_comma=False, day_first=False)
    assert _saved(again) == (0, 2, 0)
    assert [row[4] for row in _stored()] in ([123, 150], [150, 123])


@pytest.mark.django_db
def test_an_order_that_came_through_the_api_is_not_stored_twice(tmp_path: Path) -> None:
    line = {"order_id": "1", "key": "api:0", "product_id": "A", "at": AT, "quantity": 2, "unit_price": 500}
    save_order_lines("shop", pl.DataFrame([{**line, "currency": "EUR"}]), AT)
    summary = _import(tmp_path, HEADINGS + LINES[0] + LINES[3])
    assert (summary.counts.new, summary.counts.known) == (1, 1)
    assert [row[:2] for row in _stored() if row[0] == "1"] == [("1", "api:0")]
