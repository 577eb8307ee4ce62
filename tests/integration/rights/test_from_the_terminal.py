"""From an import to an erasure, each step as a process of its own, and then every byte in the data folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.rights.searching import files_with

CUSTOMERS = """id,name,email,phone,postcode,city,country
C-77a8ann,Ann Zwijgzaam,ann.zwijgzaam@example.be,0475/99 88 77,9876,Zwijgdorp,BE
C-77a8bob,Bob Bakker,bob@example.nl,,1000,Brussel,BE
"""
ORDERS = """order,date,sku,product,qty,price,customer_id
1,2026-01-31,bike,City bike,1,649.00,C-77a8ann
2,2026-02-01,lock,Folding lock,1,59.95,C-77a8bob
3,someday,lock,ann.zwijgzaam@example.be,1,59.95,C-77a8ann
4,2026-02-02,lock,Folding lock,C-77a8ann,59.95,C-77a8bob
5,2026-02-03,lock,Folding lock,1,59.95,C-77a8ann,sent to Ann Zwijgzaam,Zwijgdorp
6,2026-02-03,lock,Folding lock,1,59.95,C-77a8bob,sent to Bob Bakker,Brussel
"""
WORDS = ("Zwijgzaam", "C-77a8ann", "99 88 77", "0475/99", "Zwijgdorp")
LIVED = """
import django; django.setup()
from datetime import UTC, datetime
from pathlib import Path
from django.conf import settings
from worthmore.consent import operations as consent
from worthmore.consent.values import LinkKind, Proof
from worthmore.offering.outcomes_in import OrderIn, OrderLineIn
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.offering.service import open_service
from worthmore.placements.cart import PLACEMENT
from worthmore.shop import operations, queries
from worthmore.vocabulary.permission import Channel, Purpose

AT = datetime(2026, 3, 1, tzinfo=UTC)
key = queries.person_key_of("shop", "C-77a8ann")
service = open_service(Path(settings.WORTHMORE_HOME), settings.SECRET_KEY)
request = OfferRequest(PLACEMENT, "nl", "C-77a8ann", (RequestedLine("bike"),))
made = service.engine.offer("shop", request, AT)
for token in made.tokens[:1]:
    service.outcomes.record_outcome(token, "impression", AT)
service.outcomes.record_order(
    "shop", OrderIn("5", "EUR", (OrderLineIn("lock", 1, 5995),), AT, "C-77a8ann"), AT)
service.close()
proof = Proof("till 3", place="Zwijgdorp", how="paper form", evidence={"said": "Ann Zwijgzaam says yes"})
consent.give(key, Channel.EMAIL, Purpose.MARKETING, AT, proof, AT)
consent.new_link(LinkKind.PAGE, key, None, AT)
print(key)
"""


COMMANDS = """
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "worthmore.site.settings"
from worthmore.cli.main import worthmore
for command in json.loads(sys.argv[1]):
    print("$", *command, flush=True)
    try:
        worthmore.main(command, prog_name="worthmore")
    except SystemExit as left:
        print("left with", left.code, flush=True)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def worthmore(home: Path, *commands: list[str]) -> list[str]:
    """What each command said, all of them in one process."""
    said = run(home, COMMANDS, json.dumps(commands))
    return [part.partition("\n")[2] for part in said.split("$ ")[1:]]


def run(home: Path, script: str, *arguments: str) -> str:
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {**given, "WORTHMORE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "worthmore.site.settings"}
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def importing(tmp_path: Path, *options: str) -> list[list[str]]:
    files = {"Ann Zwijgzaam klanten.csv": CUSTOMERS, "orders.csv": ORDERS}
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    return [["import", "csv", *options, str(tmp_path / name)] for name in files]


def test_no_byte_in_the_data_folder_still_holds_somebody_erased(home: Path, tmp_path: Path) -> None:
    worthmore(home, ["setup"], *importing(tmp_path))
    key = run(home, LIVED).splitlines()[-1]
    worthmore(home, ["train"])
    words = (*WORDS, key)
    assert {word for _, word in files_with(words, home)} == set(words)
    assert "Zwijgzaam" in rejects(home)

    told, again = worthmore(home, *[["rights", "erase", "C-77a8ann", "--yes"]] * 2)
    assert "Erase the customer in shop too" in told
    assert "knows no customer" in again
    assert "left with 1" in again
    assert files_with(words, home) == []
    assert "sent to Bob Bakker" in rejects(home)

    *_, bob, requests, ann = worthmore(
        home,
        *importing(tmp_path, "--again"),
        ["rights", "download", "C-77a8bob"],
        ["rights", "requests"],
        ["rights", "download", "C-77a8ann"],
    )
    assert "Bob Bakker" in bob
    assert "erased" in requests
    back = json.loads(ann[: ann.rindex("}") + 1])
    assert back["orders"] == []
    assert back["permissions"] == []
    assert back["details"][0]["email"] == "ann.zwijgzaam@example.be"


def rejects(home: Path) -> str:
    return "".join(path.read_text("utf-8-sig") for path in (home / "rejects").glob("*.csv"))
