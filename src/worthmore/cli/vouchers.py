"""`worthmore vouchers`: codes that take something off at the till."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from worthmore.cli.keys import source_of
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.hand_rules import Selection
from worthmore.vocabulary.vouchers import Once, Voucher, VoucherError, code_of

if TYPE_CHECKING:
    from worthmore.shop.queries import RedeemedCode

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def vouchers() -> None:
    """Make and list codes, and see where they were redeemed. docs/till.md says how a till takes them."""


@vouchers.command()
@click.argument("code")
@click.option("--percent", type=int, default=0, help="Percent off each product it covers.")
@click.option("--amount", type=int, default=0, help="Cents off all products it covers together.")
@click.option(
    "--from-total", type=int, default=0, help="What these must cost together, in cents; needed with --amount."
)
@click.option("--from", "first", type=DAY, help="The first day it holds.")
@click.option("--until", "last", type=DAY, help="The last day it holds.")
@click.option("--once", type=click.Choice([once.value for once in Once]), default=Once.ANY.value, show_default=True)
@click.option("--product", "products", multiple=True, help="A product it covers; repeat. Without any: all.")
@click.option("--category", "categories", multiple=True, help="A category it covers, with all below it; repeat.")
@click.option("--below-cost", is_flag=True, help="Also off what is then sold at a loss.")
@click.option("--source", help="The shop it is of; may be left out while there is only one.")
def make(code: str, source: str | None, **asked: Any) -> None:
    """Make CODE, or change it."""
    from worthmore.shop.operations import save_voucher
    from worthmore.shop.queries import policy

    shop = source_of(source)
    try:
        voucher = _voucher(code_of(code), policy().currency, asked)
    except VoucherError as error:
        raise click.ClickException(str(error)) from error
    new = save_voucher(shop, voucher, now())
    click.echo(f"{voucher.code} {'made' if new else 'changed'}. Tills take it within a quarter of an hour.")


def _voucher(code: str, currency: str, asked: Mapping[str, Any]) -> Voucher:
    return Voucher(
        code,
        currency,
        asked["percent"],
        asked["amount"],
        asked["from_total"],
        _day(asked["first"]),
        _day(asked["last"]),
        Once(asked["once"]),
        Selection(asked["products"], asked["categories"]),
        not asked["below_cost"],
    )


@vouchers.command("list")
@click.option("--source", help="The shop; may be left out while there is only one.")
def list_(source: str | None) -> None:
    """Show the codes, one a line."""
    from worthmore.shop.queries import vouchers as known

    for one in known(source_of(source)):
        off = f"{one.percent} %" if one.percent else f"{one.amount} cents from {one.from_total}"
        days = f"{one.from_date or '…'} to {one.until_date or '…'}"
        click.echo(f"{one.code}  {off}  {days}  once: {one.once.value}")


@vouchers.command()
@click.option("--again", is_flag=True, help="Only those that had been redeemed before.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--source", help="The shop; may be left out while there is only one.")
def redeemed(again: bool, as_json: bool, source: str | None) -> None:
    """Where codes were redeemed, the latest first; a till without a line may take one that is used up."""
    from worthmore.shop.queries import redeemed_codes

    for one in redeemed_codes(source_of(source), again):
        click.echo(json.dumps(_as_json(one)) if as_json else _line(one))


def _line(one: RedeemedCode) -> str:
    note = "  REDEEMED BEFORE" if one.again else ""
    return f"{one.at:%Y-%m-%d %H:%M} UTC  {one.code}  order {one.order}{note}"


def _as_json(one: RedeemedCode) -> dict[str, object]:
    return {"code": one.code, "order": one.order, "at": one.at.isoformat(), "again": one.again}


def _day(at: datetime | None) -> date | None:
    return None if at is None else at.date()
