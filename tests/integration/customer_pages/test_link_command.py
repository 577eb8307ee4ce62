"""`worthmore link`: the address of a customer's page, from a terminal."""

from __future__ import annotations

from typing import Any

from click.testing import CliRunner, Result
from django.test import Client

from tests.integration.customer_pages.conftest import ANN, AT, frame
from worthmore.cli.link import link
from worthmore.shop import operations
from worthmore.shop.columns import CUSTOMERS


def run(*arguments: str) -> Result:
    return CliRunner().invoke(link, list(arguments))


def test_it_prints_an_address_that_opens_the_page(ann: str, settings: Any) -> None:
    settings.BASE_URL = "https://shop.example"
    result = run("ann")
    assert result.exit_code == 0
    address = result.output.strip()
    assert address.startswith("https://shop.example/my/")
    page = Client().get(address.removeprefix("https://shop.example"))
    assert "a•••@example.org" in page.content.decode()


def test_each_call_makes_another_link_to_the_same_page(ann: str) -> None:
    assert run("ann").output != run("ann", "--source", "demo").output


def test_an_unknown_customer_or_shop_is_said(ann: str) -> None:
    for arguments in (("nobody",), ("ann", "--source", "elsewhere"), ("\x00",)):
        result = run(*arguments)
        assert result.exit_code == 1
        assert "There is no customer" in result.output


def test_an_id_that_two_shops_gave_to_two_people_needs_the_shops_name(ann: str) -> None:
    operations.ensure_source("outlet", AT)
    operations.save_customers("outlet", frame(CUSTOMERS, {**ANN, "email": "other@example.org", "phone": ""}), AT)
    result = run("ann")
    assert result.exit_code == 1
    assert "demo, outlet" in result.output
    assert run("ann", "--source", "outlet").exit_code == 0
