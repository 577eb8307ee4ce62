"""`worthmore offer`: ask the engine for offers, see the reasons and every refusal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from worthmore.vocabulary.clock import now

if TYPE_CHECKING:
    from rich.console import Console

    from worthmore.offering.answer import OffersAnswer
    from worthmore.offering.requests import RequestedLine
    from worthmore.offering.service import Service
    from worthmore.offering.snapshot import Shop, Snapshot
    from worthmore.offering.worth_out import WorthOut
    from worthmore.vocabulary.situation import Placement

Line = tuple[str, int]
MOST_PIECES = 1_000_000
WIDTH_OF_A_FILE = 160


def _cart(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> list[Line]:
    """`85123A,22423:2` as product ids with quantities; an id may hold a colon if no number follows its last one."""
    return [_cart_line(part.strip(), ctx, param) for text in given for part in text.split(",") if part.strip()]


def _cart_line(part: str, ctx: click.Context, param: click.Parameter) -> Line:
    product, colon, quantity = part.rpartition(":")
    if not colon or not quantity.removeprefix("-").isdecimal():
        return part, 1
    if not product or not 1 <= int(quantity[:9]) <= MOST_PIECES:
        text = f"{part!r} is not a product id with a quantity of at least one, such as 22423:2"
        raise click.BadParameter(text, ctx, param)
    return product, int(quantity)


@click.command()
@click.option("--placement", default="cart", show_default=True, help="Where the offer would appear.")
@click.option("--cart", multiple=True, callback=_cart, metavar="ID[:QUANTITY],…", help="What is in the cart.")
@click.option("--product", help="The product being looked at.")
@click.option("--customer", help="The customer's id.")
@click.option("--language", help="nl, en or fi; default: the shop's own.")
@click.option("--source", help="Whose catalogue; default: the one that knows the most of the given products.")
@click.option("--limit", type=click.IntRange(0, 50), help="At most so many offers; default: the placement's own.")
@click.option("--explain", is_flag=True, help="Also show every refused candidate and the guard that refused it.")
@click.option("--json", "as_json", is_flag=True, help="Print the API's own answer.")
def offer(  # noqa: PLR0913 - one argument an option
    placement: str,
    cart: list[Line],
    product: str | None,
    customer: str | None,
    language: str | None,
    source: str | None,
    limit: int | None,
    explain: bool,
    as_json: bool,
) -> None:
    """Decide which offers fit a cart, a product page or a customer, and say why.

    \b
    worthmore offer --cart 85123A,22423:2 --customer 17850 --explain
    worthmore offer --placement product_page --product 22423 --language nl
    """
    from worthmore.offering.answer import as_answer
    from worthmore.offering.requests import OfferRequest
    from worthmore.offering.snapshot import NOTHING_LEARNED

    place, service = _placement(placement), _service()
    try:
        snapshot = _loaded(service)
        chosen = _source(snapshot, source, [*(one for one, _ in cart), *([product] if product else [])])
        wanted = language or snapshot.policy.language
        request = OfferRequest(place, wanted, customer, _lines(cart), product, limit)
        recorded = service.engine.offer(chosen, request, now())
    finally:
        service.close()
    _report(as_answer(recorded, explain, wanted), snapshot.shops[chosen], as_json)
    if snapshot.model_version == NOTHING_LEARNED:
        click.echo("Nothing was learned yet. Run: worthmore train", err=True)


def _source(snapshot: Snapshot, named: str | None, product_ids: list[str]) -> str:
    if named is None:
        return best_source(snapshot, product_ids)
    if named not in snapshot.shops:
        raise click.ClickException(f"There is no source {named!r}; there are: {', '.join(snapshot.shops)}.")
    return named


def best_source(snapshot: Snapshot, product_ids: list[str]) -> str:
    """The only source, or the one whose catalogue knows the most of these products; an error when that is unclear."""
    shops = snapshot.shops
    if len(shops) == 1:
        return next(iter(shops))
    counts = {name: sum(one in shop.products for one in product_ids) for name, shop in shops.items()}
    best = [name for name, count in counts.items() if count and count == max(counts.values())]
    if len(best) != 1:
        raise click.ClickException(f"Say which source with --source; there are: {', '.join(shops)}.")
    return best[0]


def _placement(name: str) -> Placement:
    from worthmore import placements

    try:
        return placements.find(name)
    except KeyError as error:
        raise click.BadParameter(str(error.args[0]), param_hint="--placement") from error


def _service() -> Service:
    from django.conf import settings

    from worthmore.offering.service import open_service

    return open_service(settings.WORTHMORE_HOME, settings.SECRET_KEY)


def _loaded(service: Service) -> Snapshot:
    snapshot = service.holder.current(now())
    if snapshot is None:
        raise click.ClickException("The database cannot be read. If it is new, run: worthmore setup")
    if not snapshot.shops:
        raise click.ClickException("There is no catalogue yet. Run: worthmore import csv FILE")
    return snapshot


def _lines(cart: Iterable[Line]) -> tuple[RequestedLine, ...]:
    from worthmore.offering.requests import RequestedLine

    return tuple(RequestedLine(product, quantity) for product, quantity in cart)


def _report(answer: OffersAnswer, shop: Shop, as_json: bool) -> None:
    from worthmore.offering.answer import as_json as json_text

    for warning in answer.warnings:
        click.echo(f"{warning.field}: {warning.message}", err=True)
    if as_json:
        click.echo(json_text(answer))
        return
    _print_tables(answer, shop)


def _print_tables(answer: OffersAnswer, shop: Shop) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDTH_OF_A_FILE
    if answer.offers:
        _print_offers(console, answer)
    else:
        console.print("No offer." if answer.refused else "No offer. --explain says why.")
    if answer.refused:
        _print_refused(console, answer, shop)
    _print_worth(console, answer)


def _print_offers(console: Console, answer: OffersAnswer) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("Offer", "Price", "Premium", "Chance", "Reason", "Words", box=None, padding=(0, 2, 0, 0))
    for one in answer.offers:
        premium = "" if one.premium is None else f"{one.premium:.1%}"
        name = Text(f"{one.product.name}\n").append(f"{one.kind} {one.product.id}", style="dim")
        words = (Text(text) for text in (one.price.display, premium, f"{one.chance:.1%}", one.reason, one.words))
        table.add_row(name, *words)
    console.print(table)


def _print_refused(console: Console, answer: OffersAnswer, shop: Shop) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("Refused", "", "Kind", "Guard", "Why", box=None, padding=(0, 2, 0, 0))
    for refusal in answer.refused:
        known = shop.products.get(refusal.product)
        name = known.name if known else ""
        table.add_row(*map(Text, (refusal.product, name, refusal.kind, refusal.guard, refusal.detail)))
    console.print()
    console.print(table)


def _print_worth(console: Console, answer: OffersAnswer) -> None:
    """With --explain: the sum behind each expected margin, in the shop's minor units without VAT."""
    from rich.table import Table
    from rich.text import Text

    from worthmore.offering.answer import display

    table = Table("Worth of", "Expected", "=", box=None, padding=(0, 2, 0, 0))
    for one in answer.offers:
        if one.worth is not None:
            expected = display(round(one.worth.total), one.price.currency, "en")
            table.add_row(*map(Text, (one.product.id, expected, _sum(one.worth))))
    if table.row_count:
        console.print()
        console.print(table)


def _sum(worth: WorthOut) -> str:
    unit = f"({worth.margin:.1f} margin × (1 - {worth.return_chance:.3f} returned) - {worth.given_up:.1f} given up)"
    chance = f"({worth.chance:.4f} chance - {worth.base_chance:.4f} anyway)"
    costs = f"- {worth.contact_cost} contact - {worth.pressure} pressure"
    lever = "" if worth.lever == 1 else f"; counts {worth.lever:.2f} times"
    return f"{chance} × {worth.quantity} × {unit} {costs}{lever}"
