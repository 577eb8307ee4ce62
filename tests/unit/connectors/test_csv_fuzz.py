"""Whatever the file: no traceback, no good row lost, no bad row silently kept."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.unit.connectors.reading import plan_of
from worthmore.connectors.csv.chunks import chunks, good_rows
from worthmore.connectors.csv.contents.assortment import relations
from worthmore.connectors.csv.preview import preview
from worthmore.connectors.csv.recognising.recognise import Plan
from worthmore.connectors.csv.trouble import CannotImportError
from worthmore.shop.column_checks import check
from worthmore.shop.columns import CUSTOMERS, ORDER_LINES, PRODUCTS, RELATIONS

KINDS = {"orders": ORDER_LINES, "products": PRODUCTS, "customers": CUSTOMERS}
ORDER_HEADINGS = "order;date;sku;product name;qty;price;discount;currency;customer id;email;city;channel;status"
PRODUCT_HEADINGS = (
    "sku;name;price;cost;vat;stock;brand;category;consumable;active from;accessory;attribute: Weight (kg) -;name nl"
)
CUSTOMER_HEADINGS = "customer number;first name;last name;email;phone;zip;city;country;language"
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "1",
            "0",
            "-1",
            "12,50",
            "1.234",
            "€ 5",
            "31/12/2025",
            "45384.3478",
            "=1+1",
            "#N/A",
            "4,70E+08",
            '"',
            "x" * 500,
        ]
    ),
    st.integers(-(10**20), 10**20).map(str),
    st.floats().map(str),
)
CALM = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Saving checks the frames as the shop would, and saves nothing."""
    from worthmore.connectors.csv.contents import all as contents
    from worthmore.shop.columns import ATTRIBUTES
    from worthmore.shop.operations import Saved

    kinds = {"order_lines": ORDER_LINES, "products": PRODUCTS, "customers": CUSTOMERS, "attributes": ATTRIBUTES}
    for name, kind in kinds.items():
        monkeypatch.setattr(
            contents, f"save_{name}", lambda source, frame, at, kind=kind: Saved(check(frame, kind).height)
        )


def _go_through(plan: Plan, size: int = 20_000) -> tuple[int, int, int]:
    """Rows read, rows saved and rows rejected; every frame is one the shop takes."""
    preview(plan)
    rows = good = bad = 0
    for chunk in chunks(plan, lambda done, whole: None, size=size):
        chunk.batch.save("shop", plan.file.choices.at)
        rows += chunk.rows
        good += chunk.batch.rows
        bad += len({reject.row for reject in chunk.rejects if reject.whole_row}) + len(chunk.totals)
    assert rows == good + bad
    return rows, good, bad


def _file(tmp_path: Path, content: bytes, name: str = "file.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@given(st.binary(max_size=400))
@example(b"\x1f\x8b")
@example(b"PK\x03\x04")
@example(b"\xff\xfe")
@example(b"sep=")
@example(b"\x00" * 50)
@CALM
@pytest.mark.usefixtures("caught")
def test_any_bytes_are_read_or_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    with suppress(CannotImportError):
        _go_through(plan_of(_file(tmp_path, content)))


@given(st.sampled_from([ORDER_HEADINGS, PRODUCT_HEADINGS, CUSTOMER_HEADINGS]), st.binary(max_size=400))
@CALM
@pytest.mark.usefixtures("caught")
def test_any_bytes_under_known_headings_end_as_good_or_rejected_rows(
    tmp_path: Path, headings: str, content: bytes
) -> None:
    _go_through(plan_of(_file(tmp_path, headings.encode() + b"\n" + content)))


@given(
    st.sampled_from([ORDER_HEADINGS, PRODUCT_HEADINGS, CUSTOMER_HEADINGS]),
    st.lists(st.lists(CELLS, max_size=15), max_size=12),
    st.integers(1, 5),
)
@CALM
@pytest.mark.usefixtures("caught")
def test_any_cells_end_as_good_or_rejected_rows(
    tmp_path: Path, headings: str, rows: list[list[str]], size: int
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(headings.split(";"))
    writer.writerows(rows)
    plan = plan_of(_file(tmp_path, text.getvalue().encode("utf-8", "surrogatepass")))
    _go_through(plan, size)
    if plan.file.content == "products":
        for good in good_rows(plan):
            check(relations(good, plan.file.columns).drop("row", "heading"), RELATIONS)


GOOD = st.tuples(
    st.sampled_from(["1001", "1002", "1003", "A-7"]),
    st.dates(min_value=date(1990, 1, 1), max_value=date(2026, 5, 31)),
    st.sampled_from(["LOCK", "00123", "Hélm 2", "85123A"]),
    st.integers(1, 99),
    st.integers(1, 10_000_000),
)
# Rubbish that cannot be taken for a sale: no order, or no price, or cells that are neither dates nor numbers.
GARBAGE = st.one_of(
    st.lists(st.text(alphabet='abc"é;,\t =#€', max_size=10), min_size=1, max_size=9).map(";".join),
    st.sampled_from(
        [
            '"',
            '"""',
            '1001;"31/12/2025;LOCK;1;5,00',
            "Totaal;;;7;1.000,00",
            "1001;31/12/2025;LOCK;zero;5,00",
            ";" * 30 + "x",
        ]
    ),
).filter(lambda line: bool(line.replace(";", "").strip()))


@given(st.lists(st.one_of(GOOD, GARBAGE), min_size=1, max_size=25), st.integers(1, 8))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("caught")
def test_every_good_row_among_rubbish_is_imported_and_all_rubbish_is_reported(
    tmp_path: Path, lines: list[tuple[str, object, str, int, int] | str], size: int
) -> None:
    written, good = ["bestelnr;datum;artikelnr;aantal;prijs"], 0
    for line in lines:
        if isinstance(line, str):
            written.append(line)
            continue
        order, day, sku, count, cents = line
        good += 1
        written.append(f"{order};{day:%d/%m/%Y};{sku};{count};{cents // 100},{cents % 100:02}")
    plan = plan_of(_file(tmp_path, "\n".join(written).encode()), day_first=True)
    rows, saved, bad = _go_through(plan, size)
    assert saved == good
    assert rows == saved + bad
