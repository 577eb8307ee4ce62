"""`worthmore link`: the address of a customer's own page."""

from __future__ import annotations

import click

from worthmore.vocabulary.clock import now


@click.command()
@click.argument("customer")
@click.option("--source", help="The shop whose customer it is; may be left out while only one knows the id.")
def link(customer: str, source: str | None) -> None:
    """Make the address of a CUSTOMER's own page, to be given to that customer alone.

    Whoever has it sees what is known of them and decides for them; no password is asked. Each call makes another one,
    and all of them work until the customer is erased.
    """
    from worthmore.consent.operations import new_link
    from worthmore.consent.values import LinkKind
    from worthmore.customer_pages.addresses import page_address

    key = _person(customer, source)
    click.echo(page_address(new_link(LinkKind.PAGE, key, None, now(), handed_over=True)))


def _person(customer: str, source: str | None) -> str:
    from worthmore.shop import queries

    asked = [source] if source else queries.sources()
    found = {one: key for one in asked if (key := queries.person_key_of(one, customer))}
    if not found:
        where = f" in {source!r}" if source else ""
        raise click.ClickException(f"There is no customer {customer!r}{where}. The id is the one the shop uses.")
    if len(set(found.values())) > 1:
        listed = ", ".join(sorted(found))
        raise click.ClickException(f"Several shops have a customer {customer!r}: {listed}. Name one with --source.")
    return next(iter(found.values()))
