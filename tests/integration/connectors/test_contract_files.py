"""Plans, contracts and usage from files, all the way to the offer on the account page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.unit.offering.small_shop import SECRET
from worthmore import placements
from worthmore.connectors.csv import importing
from worthmore.connectors.csv.recognising.recognise import Wishes
from worthmore.connectors.csv.summary import Summary
from worthmore.offering.requests import OfferRequest
from worthmore.offering.service import Service, open_service
from worthmore.shop import operations, queries
from worthmore.shop.queries import catalogue, person_facts
from worthmore.vocabulary.decision import Decision

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 6, 12, tzinfo=UTC)

PRODUCTS = "sku;name;price;deep sell\nM;Medium;20,00;ROAM\nL;Large;25,00;\nS;Small;16,00;\nROAM;Roaming;4,00;\n"
PLANS = (
    "sku;ladder;level;term months;limit: Minutes | nl=belminuten;limit: Data (GB);feature: Hotspot | nl=hotspot\n"
    "M;Mobile;Medium;1;500;10;no\nL;Mobile;Large;1;1000;10 GB;yes\nS;Mobile;Small;1;200;5;no\n"
)
CONTRACTS = (
    "contract number;customer id;plan code;start date;renewal date;seats;price per term;last used;features tried\n"
    "C1;1;M;01/03/2025;01/06/2026;1;20,00;05/05/2026;\n"
    "C2;2;M;01/03/2025;;1;20,00;;\n"
)
USAGE = (
    "contract number;counter;month;used\n"
    "C1;Minutes;2026-02;480\nC1;Minutes;03/2026;475\nC1;Minutes;April 2026;500\nC1;Minutes;2026-05;20\n"
    "C1;Data;2026-02;3\nC1;Data;2026-03;3,5\nC1;Data;2026-04;3\n"
)


@pytest.fixture
def bring(tmp_path: Path) -> object:
    def bring(content: str, name: str, at: datetime = AT) -> Summary:
        path = tmp_path / f"{name}.csv"
        path.write_text(content, encoding="utf-8")
        plan = importing.plan_for(path, Wishes(), at)
        assert plan.file.content == name
        return importing.import_file(plan, tmp_path, False, lambda progress: None)

    return bring


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    operations.set_policy("control_share", 0.0, AT)
    people = pl.DataFrame([{"external_id": one, "country": "BE"} for one in ("1", "2")])
    operations.save_customers("shop", people, AT)
    opened = open_service(tmp_path, SECRET)
    yield opened
    opened.close()


def account(service: Service, customer: str = "1", language: str = "nl") -> Decision:
    request = OfferRequest(placements.find("account"), language, customer)
    return service.engine.preview("shop", request, AT).decision


def test_files_of_a_telephone_shop_become_the_offer_that_fits(bring, service) -> None:  # type: ignore[no-untyped-def]
    assert bring(PRODUCTS, "products").counts.rejected == 0
    assert bring(PLANS, "plans").counts.new == 3
    assert bring(CONTRACTS, "contracts").counts.new == 2
    assert bring(USAGE, "usage").counts.new == 7
    decision = account(service)
    said = {one.candidate.kind.value: one.words for one in decision.offers}
    assert [*said] == ["plan_upgrade", "deep_sell"]
    assert said["plan_upgrade"].text.replace("\xa0", " ") == (
        "Large: 500 belminuten meer; € 25 per maand in plaats van € 20"
    )
    assert said["plan_upgrade"].reason == (
        "Belminuten: je gebruikte in de laatste 3 maanden 480, 475 en 500 van je 500. Dan heb je weer ruimte. "
        "Fijn dat je klant bij ons bent."
    )
    assert {one.guard for one in account(service, "2").refused} == {"help_first"}


def test_the_same_files_again_change_nothing(bring) -> None:  # type: ignore[no-untyped-def]
    for content, name in ((PRODUCTS, "products"), (PLANS, "plans"), (CONTRACTS, "contracts"), (USAGE, "usage")):
        bring(content, name)
    again = [
        bring(content + "\n", name).counts
        for content, name in ((PLANS, "plans"), (CONTRACTS, "contracts"), (USAGE, "usage"))
    ]
    assert [(one.new, one.changed, one.rejected) for one in again] == [(0, 0, 0)] * 3


def test_usage_told_again_replaces_what_was_told(bring) -> None:  # type: ignore[no-untyped-def]
    for content, name in ((PRODUCTS, "products"), (CONTRACTS, "contracts"), (USAGE, "usage")):
        bring(content, name)
    assert bring("contract number;counter;month;used\nC1;Minutes;2026-04;450\n", "usage").counts.changed == 1
    facts = person_facts("shop", "1")
    assert facts is not None
    [contract] = queries.contracts("shop", facts.key)
    assert [one.amount for one in contract.usage["minutes"]] == [480, 475, 450, 20]
    assert contract.totals == {"minutes": 1425, "data": 9.5}
    assert contract.last_used_at is not None
    assert contract.last_used_at > AT - timedelta(days=2)


def test_rows_that_name_what_is_not_known_are_set_apart(bring, tmp_path) -> None:  # type: ignore[no-untyped-def]
    bring(PRODUCTS, "products")
    plans = bring("sku;ladder;term months\nM;Mobile;1\nXL;Mobile;1\n", "plans").counts
    assert (plans.new, plans.rejected) == (1, 1)
    assert plans.reasons == {"a product that is not known": 1}
    bring(CONTRACTS, "contracts")
    usage = bring("contract number;counter;month;used\nC1;Minutes;2026-04;1\nC9;Minutes;2026-04;1\n", "usage")
    assert (usage.counts.new, usage.counts.reasons) == (1, {"a contract that is not known": 1})
    assert "C9" in Path(usage.reject_file).read_text(encoding="utf-8-sig")


def test_bad_cells_are_told_and_the_rest_is_kept(bring) -> None:  # type: ignore[no-untyped-def]
    bring(PRODUCTS, "products")
    plans = bring(
        "sku;ladder;term months;limit: Minutes\nM;Mobile;1;lots\nL;Mobile;0;9\nS;Mobile;1;onbeperkt\n", "plans"
    )
    assert plans.counts.reasons == {"not a number": 1, "a number below 1 or above 1200": 1}
    assert catalogue("shop").plans["S"].limits == {"minutes": None}
    contracts = bring(
        "contract number;customer id;plan code;start date;end date\n1;1;M;01/02/2026;01/01/2026\n2;;M;01/02/2026;\n"
        "3;3;M;01/02/2026;\n",
        "contracts",
    )
    assert contracts.counts.new == 1
    assert contracts.counts.reasons == {"a day before the contract began": 1, "no customer": 1}
    usage = bring(
        "contract number;counter;month;used\n3;Minutes;2026-13;1\n3;Minutes;2026-04;-1\n3;M;2026-04;1\n", "usage"
    )
    assert usage.counts.reasons == {"a month that does not exist": 1, "an amount below zero": 1}
    assert usage.counts.new == 1


def test_a_ladder_that_makes_no_sense_is_told_by_row_and_decides_nothing(bring, service) -> None:  # type: ignore[no-untyped-def]
    bring(PRODUCTS, "products")
    circle = (
        PLANS.replace("hotspot\n", "hotspot;next plan\n", 1).replace("no\nL", "no;L\nL").replace("yes\n", "yes;M\n")
    )
    found = bring(circle.replace(";no\n", ";no;\n"), "plans").counts
    assert (found.new, found.remarks) == (3, 2)
    assert found.remark_reasons == {"a ladder that leads back to where it began (Mobile)": 2}
    bring(CONTRACTS, "contracts")
    bring(USAGE, "usage")
    assert [one.candidate.kind.value for one in account(service).offers] == ["deep_sell"]


def test_plans_in_two_currencies_are_told(bring) -> None:  # type: ignore[no-untyped-def]
    bring("sku;name;price;currency\nM;Medium;20,00;EUR\nL;Large;250,00;SEK\nS;Small;16,00;EUR\n", "products")
    found = bring(PLANS, "plans").counts
    assert found.remark_reasons == {"plans of one ladder in different currencies (Mobile)": 1}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("artikelnummer;ladder;niveau;looptijd in maanden;limiet: Belminuten\nM;Mobiel;Midden;1;500\n", "plans"),
        ("tuotekoodi;tuoteperhe;taso;sopimuskausi kuukausina;raja: Minuutit\nM;Liittymä;Keski;1;500\n", "plans"),
        ("référence;gamme;niveau;durée en mois;limite: Minutes\nM;Mobile;Moyen;1;500\n", "plans"),
        ("artikelnummer;tariffamilie;stufe;laufzeit in monaten;kontingent: Minuten\nM;Mobil;Mittel;1;500\n", "plans"),
        ("contractnummer;klantnummer;productcode;startdatum;laatst gebruikt\nC;1;M;01/03/2025;\n", "contracts"),
        ("sopimusnumero;asiakasnumero;tuotekoodi;alkamispäivä;viimeksi käytetty\nC;1;M;1.3.2025;\n", "contracts"),
        (
            "numéro de contrat;numéro client;référence;date de début;dernière utilisation\nC;1;M;01/03/2025;\n",
            "contracts",
        ),
        ("vertragsnummer;kundennummer;artikelnummer;startdatum;zuletzt genutzt\nC;1;M;01.03.2025;\n", "contracts"),
    ],
)
def test_headings_are_known_in_five_languages(bring, content: str, name: str) -> None:  # type: ignore[no-untyped-def]
    bring(PRODUCTS, "products")
    assert bring(content, name).counts.new == 1
