"""What customers told they need, from a file of customers: what is private is left out without losing anybody."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from worthmore.connectors.csv import importing
from worthmore.connectors.csv.recognising.recognise import Wishes
from worthmore.connectors.csv.summary import Summary
from worthmore.shop.queries import person_facts

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 6, 12, tzinfo=UTC)
FILE = (
    "klantnummer;naam;behoefte\n"
    "1;Ann;een kleine keuken\n"
    "2;Bram;voor mijn rolstoel\n"
    "3;Cleo;\n"
    "4;Dirk;x\n"
    "5;Emma;max 60 cm breed\n"
)


def bring(folder: Path, text: str) -> Summary:
    path = folder / "klanten.csv"
    path.write_text(text, encoding="utf-8")
    plan = importing.plan_for(path, Wishes(), AT)
    assert plan.file.content == "customers"
    return importing.import_file(plan, folder, False, lambda progress: None)


def told(customer: str) -> list[tuple[str, str, str]]:
    facts = person_facts("klanten", customer) or person_facts("shop", customer)
    assert facts is not None, f"customer {customer} is kept"
    return [(need.text, need.concept, need.where) for need in facts.needs]


def test_needs_come_with_the_customers_and_private_ones_stay_out(tmp_path: Path) -> None:
    bring(tmp_path, FILE)
    assert told("1") == [("een kleine keuken", "small_kitchen", "csv")]
    assert told("2") == []
    assert told("3") == told("4") == []
    assert told("5") == [("max 60 cm breed", "", "csv")]
    beside = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "klanten.csv"]
    rejected = "".join(path.read_text("utf-8") for path in beside)
    assert "words that tell of something private" in rejected
    assert "rolstoel" not in rejected, "what is not kept is not kept in a file either"


def test_the_same_file_again_tells_nothing_twice(tmp_path: Path) -> None:
    bring(tmp_path, FILE)
    bring(tmp_path, FILE + "6;Finn;stil\n")
    assert len(told("1")) == 1
    assert told("6")[0][1] == "quiet"
