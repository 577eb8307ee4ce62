"""What is chosen on the page holds in the very next decision, without a restart or a wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.integration.customer_pages.conftest import AT, Page
from tests.unit.offering.small_shop import EMAIL, SECRET
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.offering.service import Service, open_service
from worthmore.shop import operations
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.situation import Placement

CART = Placement("cart", ("complement",))


@pytest.fixture
def service(ann: str, tmp_path: Path) -> Iterator[Service]:
    """A shop where a bell goes with the lock Ann bought."""
    columns = ["external_id", "name", "price", "currency", "category"]
    rows = [("bell", "Bell", 995, "EUR", "Bicycles/Locks")]
    operations.save_products("demo", pl.DataFrame(rows, schema=columns, orient="row"), AT)
    pair = {"product_id": ["lock"], "other_id": ["bell"], "kind": ["accessory"]}
    operations.save_relations("demo", pl.DataFrame(pair), AT)
    operations.set_policy("control_share", 0.0, AT)
    opened = open_service(tmp_path, SECRET)
    yield opened
    opened.close()


def told(service: Service, placement: Placement) -> tuple[list[str], set[str]]:
    """What is offered to Ann, and the guards that refused the rest."""
    at = now() + timedelta(seconds=1)
    lines = (RequestedLine("lock"),)
    decision = service.engine.preview("demo", OfferRequest(placement, "nl", "ann", lines), at).decision
    return [one.candidate.product.id for one in decision.offers], {one.guard for one in decision.refused}


def test_a_yes_a_break_a_no_and_suggestions_off_each_count_in_the_next_message(page: Page, service: Service) -> None:
    assert told(service, EMAIL)[0] == []
    page.send("channels", channel="email", answer="yes")
    assert told(service, EMAIL)[0] == ["bell"]
    page.send("suggestions", personal="off")
    assert told(service, EMAIL) == ([], {"personal_suggestions_off"})
    page.send("suggestions", personal="on")
    assert told(service, EMAIL)[0] == ["bell"]
    page.send("pause", days="30")
    assert told(service, EMAIL)[0] == []
    page.send("pause", days="0")
    assert told(service, EMAIL)[0] == ["bell"]
    page.send("channels", channel="email", answer="no")
    assert told(service, EMAIL)[0] == []


def test_without_personal_suggestions_what_belongs_to_the_cart_is_still_shown(page: Page, service: Service) -> None:
    page.send("suggestions", personal="off")
    assert told(service, CART)[0] == ["bell"]


def test_somebody_erased_is_nobody_at_once(page: Page, service: Service) -> None:
    page.send("channels", channel="email", answer="yes")
    page.send("erase", answer="erase")
    assert told(service, EMAIL)[0] == []
