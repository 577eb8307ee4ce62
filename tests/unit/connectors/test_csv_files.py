"""Any file: its characters, its separator, its heading row, its quoting; and workbooks."""

from __future__ import annotations

import gzip
import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.connectors.reading import ReadFile, plan_of
from worthmore.connectors.csv.reading.encoding import encoding_of
from worthmore.connectors.csv.reading.records import records
from worthmore.connectors.csv.trouble import CannotImportError

HEADINGS = "Bestelnr.;Datum;Artikelnr;Omschrijving;Aantal;Prijs"
LINES = "1001;31/12/2025;A1;Café crème;2;12,50\n1002;01/01/2026;A2;Thé;1;€ 1.234,50\n"
DUTCH = f"{HEADINGS}\n{LINES}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_characters_are_recognised(read: ReadFile, encoding: str) -> None:
    found = read(DUTCH.encode(encoding))
    assert found.column("product_name") == ["Café crème", "Thé"]
    assert found.column("unit_price") == [1250, 123450]


def test_a_windows_line_in_a_long_utf8_file_is_read(read: ReadFile) -> None:
    many = "".join(f"{n};31/12/2025;A1;Pommes ça va;1;2,00\n" for n in range(20_000)).encode()
    found = read(f"{HEADINGS}\n".encode() + many + "99999;31/12/2025;A9;Crème;1;2,00\n".encode("cp1252"))
    assert found.rejects == []
    assert found.column("product_name")[-1] == "Crème"


def test_a_character_cut_by_the_sample_is_no_fault() -> None:
    assert encoding_of("é".encode()[:1]) == "utf-8"
    assert encoding_of(b"") == "utf-8"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_recognised(read: ReadFile, separator: str) -> None:
    content = DUTCH.replace(";", separator).replace("12,50", '"12,50"').replace("€ 1.234,50", '"€ 1.234,50"')
    assert read(content).column("unit_price") == [1250, 123450]


def test_excels_own_separator_line_is_obeyed(read: ReadFile) -> None:
    assert read("sep=;\n" + DUTCH).column("order_id") == ["1001", "1002"]


def test_headings_are_found_under_titles_and_empty_rows(read: ReadFile) -> None:
    found = read(f"Verkoop december 2025;;;;;\n\nGemaakt op;1/1/2026;;;;\n{HEADINGS}\n\n;;;;;\n{LINES}")
    assert found.plan.table.heading_row == 4
    assert found.column("order_id") == ["1001", "1002"]


def test_a_totals_row_is_left_out_and_told(read: ReadFile) -> None:
    found = read(DUTCH + "Totaal;;;;3;1.259,50\n")
    assert [list(chunk.totals) for chunk in found.chunks] == [[4]]
    assert found.rejects == []
    assert len(found.rows()) == 2


def test_a_product_called_total_is_still_sold(read: ReadFile) -> None:
    found = read(DUTCH + "1003;01/01/2026;Total;Total;1;5,00\n")
    assert found.column("product_id") == ["A1", "A2", "Total"]


def test_files_put_one_under_another_may_repeat_their_headings(read: ReadFile) -> None:
    found = read(DUTCH + HEADINGS + "\n1003;01/01/2026;A3;Kop;1;5,00\n")
    assert found.column("order_id") == ["1001", "1002", "1003"]
    assert found.rejects == []


def test_packed_files_are_read_directly(read: ReadFile) -> None:
    assert read(gzip.compress(DUTCH.encode()), "file.csv.gz").column("order_id") == ["1001", "1002"]


def test_a_damaged_packed_file_is_said_to_be(read: ReadFile) -> None:
    with pytest.raises(CannotImportError, match="damaged"):
        read(gzip.compress(DUTCH.encode() * 100)[:-30], "file.csv.gz")


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "empty.csv", "holds no rows"),
        (b"\n\n;;\n", "blank.csv", "holds no rows"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.xls", "old Excel"),
        (b"%PDF-1.7 ...", "report.pdf", "PDF"),
        (b"PK\x03\x04 not really", "broken.xlsx", "not a readable Excel workbook"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(read: ReadFile, content: bytes, name: str, says: str) -> None:
    with pytest.raises(CannotImportError, match=says) as caught:
        read(content, name)
    assert caught.value.mend


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotImportError, match=r"nowhere\.csv cannot be read"):
        plan_of(tmp_path / "nowhere.csv")


def _rows(text: str, width: int = 2) -> list[list[str]]:
    return list(records(io.StringIO(text, newline=""), ",", width))


def test_quoted_cells_may_hold_separators_quotes_and_lines() -> None:
    assert _rows('a,b\r\n"x, ""y""\nz",2\r\n') == [["a", "b"], ['x, "y"\nz', "2"]]


def test_an_unclosed_quote_costs_one_row() -> None:
    assert _rows('1,"x\n2,y\n3,z\n') == [["1", '"x'], ["2", "y"], ["3", "z"]]


def test_a_stray_quote_does_not_pair_with_a_later_one() -> None:
    assert _rows('1,"x\n2,"y"\n3,z\n')[1:] == [["2", "y"], ["3", "z"]]


def test_two_stray_quotes_do_not_swallow_the_rows_between() -> None:
    assert _rows('=\n"\n1,x\n2,y\n"\n')[2:4] == [["1", "x"], ["2", "y"]]


def test_rows_between_two_stray_quotes_are_rows_even_where_all_counts_fit() -> None:
    assert _rows(',,"\n1,2,3,4\n",\n', 4)[1] == ["1", "2", "3", "4"]


def test_a_long_row_may_end_in_empty_cells() -> None:
    assert _rows('1,"two\nlines",,\n') == [["1", "two\nlines", "", ""]]


def test_inches_are_no_quotes() -> None:
    assert _rows('1,wheel 12"\n2,y\n') == [["1", 'wheel 12"'], ["2", "y"]]


def test_a_note_may_span_lines_but_not_the_file() -> None:
    note = "\n".join(map(str, range(50)))
    assert _rows(f'1,"{note}"\n2,y\n') == [["1", note], ["2", "y"]]
    rows = _rows('1,"x\n' + "2,y\n" * 3000)
    assert rows[1:] == [["2", "y"]] * 3000


@given(st.lists(st.lists(st.text(alphabet='ab,"\n\r;é ', max_size=6), min_size=2, max_size=2), max_size=30))
@settings(max_examples=150, deadline=None)
def test_what_a_proper_writer_writes_is_read_as_it_was(rows: list[list[str]]) -> None:
    import csv

    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    assert _rows(text.getvalue()) == rows


def _workbook(path: Path, *sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    for place, (name, rows) in enumerate(sheets):
        page = book.active if place == 0 else book.create_sheet()
        assert page is not None
        page.title = name
        for row in rows:
            page.append(row)
    book.save(path)
    return path.read_bytes()


SHEET: list[list[object]] = [
    ["Verkoop 2025"],
    [],
    ["Bestelnr.", "Datum", "Artikelnr", "Aantal", "Prijs"],
    [1001, datetime.fromisoformat("2025-12-31T14:05:00"), "00123", 2, 12.5],
    [1001, 46022.5, 4711, 1.0, "1.234,50"],
    [1002, "3/1/2026", "#N/A", 1, 5],
    ["Totaal", None, None, 4, 1259.5],
]


def test_a_workbook_is_read_like_a_file(read: ReadFile, tmp_path: Path) -> None:
    found = read(_workbook(tmp_path / "made.xlsx", ("Info", [["Hello"]]), ("Orders", SHEET)), "orders.xlsx")
    assert found.plan.table.sheet == "Orders"
    assert found.column("product_id") == ["00123", "4711"]
    assert found.column("unit_price") == [1250, 123450]
    assert [str(at) for at in found.column("at")] == ["2025-12-31 13:05:00+00:00", "2025-12-31 11:00:00+00:00"]
    assert found.reasons == ["no product"]


def test_a_typed_number_is_never_taken_for_thousands(read: ReadFile, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["order", "date", "sku", "qty", "price"],
        [1, "2025-12-31", "A", 1, 1.234],
        [2, "2025-12-31", "B", 1, "2,50"],
    ]
    assert read(_workbook(tmp_path / "made.xlsx", ("Orders", rows)), "orders.xlsx").column("unit_price") == [123, 250]


def test_a_sheet_may_be_named_and_a_wrong_name_lists_the_right_ones(read: ReadFile, tmp_path: Path) -> None:
    content = _workbook(tmp_path / "made.xlsx", ("One", SHEET), ("Two", [*SHEET[:4]]))
    assert len(read(content, "orders.xlsx", sheet="Two").rows()) == 1
    with pytest.raises(CannotImportError, match="'One', 'Two'"):
        read(content, "orders.xlsx", sheet="Three")
