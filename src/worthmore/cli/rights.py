"""`worthmore rights`: what people may ask of the shop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from worthmore.vocabulary.clock import now

if TYPE_CHECKING:
    from worthmore.rights.operations import Erased
    from worthmore.rights.queries import RequestKept

BY = "terminal"
KINDS = ("access", "rectification", "objection", "erasure")


@click.group()
def rights() -> None:
    """Give people their data, correct it, forget them, and print what the law wants on paper (docs/rights.md)."""


def person_of(customer: str, source: str | None) -> str:
    """The key of the person whom a source knows by that id; of the only source where none is named."""
    from worthmore.shop.queries import person_key_of, sources

    known = sources()
    if source is None and len(known) > 1:
        raise click.ClickException(f"Say in which source with --source: {', '.join(known)}.")
    named = source or (known[0] if known else "")
    key = person_key_of(named, customer)
    if key is None:
        raise click.ClickException(f"{named or 'No source'} knows no customer {customer!r}. Nothing was done.")
    return key


@rights.command("download")
@click.argument("customer")
@click.option("--source", help="The source whose customer it is, where there are several.")
@click.option("--format", "as_", type=click.Choice(["json", "html"]), default="json", show_default=True)
@click.option("--language", type=click.Choice(["nl", "en", "fi", "fr", "de"]), default="en", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; none: print it.")
def download(customer: str, source: str | None, as_: str, language: str, output: Path | None) -> None:
    """Everything held of CUSTOMER (an id of the shop), from every source that knows the person."""
    from worthmore.rights.operations import ask, settle
    from worthmore.rights.queries.download import download as everything

    key, at = person_of(customer, source), now()
    found = everything(key, at)
    content = found.as_json() if as_ == "json" else found.as_html(language).encode()
    if output is None:
        click.echo(content)
    else:
        _write(output, content)
        click.echo(f"{output}: {len(content):,} bytes.", err=True)
    settle(ask("access", key, at, BY), at, BY)


@rights.command("erase")
@click.argument("customer")
@click.option("--source", help="The source whose customer it is, where there are several.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(customer: str, source: str | None, yes: bool) -> None:
    """Forget CUSTOMER (an id of the shop). Orders stay for the books, as nobody's. It cannot be undone."""
    from worthmore.rights import operations
    from worthmore.shop.queries import identity

    key = person_of(customer, source)
    person = identity(key)
    assert person is not None
    if not yes:
        for one in person.customers:
            click.echo(f"{one.source}: {one.id}, {one.name or 'no name'}, {one.email or 'no e-mail address'}")
        click.echo(f"{len(person.orders):,} orders stay for the books, cut loose from the person.")
        click.confirm("Erase everything else for good?", abort=True)
    _tell_erased(operations.erase(key, now(), BY))


@rights.command("object")
@click.argument("customer")
@click.option("--source", help="The source whose customer it is, where there are several.")
@click.option("--channel", "channels", multiple=True, help="A channel such as email; none: every channel. Repeatable.")
@click.option("--heard", required=True, help='Where they said it: "phone", "counter", "reply to an e-mail".')
@click.option("--words", default="", help="What they said.")
def object_(customer: str, source: str | None, channels: tuple[str, ...], heard: str, words: str) -> None:
    """Write down that CUSTOMER objects. All marketing of these channels stops at once."""
    from worthmore.rights.operations import object_to
    from worthmore.vocabulary.permission import Channel

    unknown = sorted(set(channels) - {one.value for one in Channel})
    if unknown:
        raise click.ClickException(f"There is no channel {unknown[0]!r}; there are {', '.join(Channel)}.")
    done = object_to(person_of(customer, source), tuple(map(Channel, channels)), now(), BY, heard, words)
    click.echo(f"Stopped at once: {', '.join(done.channels) or 'every channel'}.")


@rights.command("rectify")
@click.argument("customer")
@click.option("--source", help="The source whose customer it is, where there are several.")
@click.option("--set", "changes", multiple=True, required=True, help='What is right: "city=Gent". Repeatable.')
def rectify_(customer: str, source: str | None, changes: tuple[str, ...]) -> None:
    """Put details of CUSTOMER right: name, email, phone, postcode, city, country, language."""
    from worthmore.rights.operations import Correction, rectify

    unclear = next((one for one in changes if "=" not in one), None)
    if unclear is not None:
        raise click.ClickException(f'{unclear!r} is not of the form "city=Gent"; "city=" empties it.')
    told = {name.strip(): value for name, _, value in (one.partition("=") for one in changes)}
    try:
        done = rectify(person_of(customer, source), Correction(**told), now(), BY)
    except (TypeError, ValueError) as error:
        raise click.ClickException(f"{str(error).removeprefix('Correction.__init__() ')}.") from error
    if not done.fields:
        click.echo("It was right already.")
        return
    click.echo(f"Corrected: {', '.join(done.fields)}. Correct it in {', '.join(done.sources)} too.")
    click.echo("Until then an import that brings the old value changes nothing here.")


@rights.command("requests")
@click.option("--open", "open_only", is_flag=True, help="Only those that wait for an answer.")
def requests(open_only: bool) -> None:
    """What people asked, the one that is due first on top."""
    from rich.console import Console
    from rich.table import Table

    from worthmore.rights.queries import requests as asked

    found = asked(now(), open_only=open_only)
    if not found:
        click.echo("Nobody waits for an answer." if open_only else "Nobody has asked anything yet.")
        return
    table = Table("no.", "kind", "asked", "due", "answered", "by", "person", "note")
    for one in found:
        table.add_row(*_row(one))
    Console().print(table)


@rights.command("ask")
@click.argument("customer")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--source", help="The source whose customer it is, where there are several.")
@click.option("--note", default="", help="What was asked, in few words; no name or address.")
def ask_(customer: str, kind: str, source: str | None, note: str) -> None:
    """Write down that CUSTOMER asked for KIND. The answer is due in one month."""
    from worthmore.rights.operations import ask

    number = ask(kind, person_of(customer, source), now(), BY, note)
    click.echo(f"Request {number} is written down; it is due in one month.")


@rights.command("settle")
@click.argument("number", type=int)
def settle_(number: int) -> None:
    """Note that request NUMBER was answered. An erasure is answered by erasing."""
    from worthmore.rights.operations import settle

    try:
        settle(number, now(), BY)
    except ValueError as error:
        raise click.ClickException(f"{error}.") from error
    click.echo(f"Request {number} is answered.")


@rights.command("document")
@click.argument("name")
@click.option("--language", default="en", show_default=True, help="how-we-choose is written in nl, en, fi, fr and de.")
@click.option("--format", "as_", type=click.Choice(["markdown", "html"]), default="markdown", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; none: print it.")
def document_(name: str, language: str, as_: str, output: Path | None) -> None:
    """Print NAME as it stands now: register, interests, screening or how-we-choose."""
    from worthmore.rights.documents import document

    try:
        found = document(name, now(), language)
    except ValueError as error:
        raise click.ClickException(f"{error}.") from error
    text = found.markdown if as_ == "markdown" else found.as_html()
    if output is None:
        click.echo(text)
    else:
        _write(output, text.encode())
        click.echo(f"{output}: {found.title}.", err=True)


def _write(output: Path, content: bytes) -> None:
    """Readable by its owner only: it may be all there is of a person."""
    try:
        output.touch(mode=0o600)
        output.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from error


def _tell_erased(done: Erased) -> None:
    if done.already:
        click.echo("There was nobody left to erase.")
        return
    told = ", ".join(f"{room} {count:,}" for room, count in done.removed.items())
    click.echo(f"Erased. Records that went or were cut loose: {told or 'none'}.")
    click.echo(
        f"Erase the customer in {', '.join(done.sources)} too: while the shop's own system still sends them, an import "
        "brings them back. They stay suppressed in every channel all the same."
    )


def _row(one: RequestKept) -> list[str]:
    answered = f"{one.done_at:%Y-%m-%d}" if one.done_at else "[bold red]LATE[/]" if one.late else "open"
    return [
        str(one.id),
        one.kind,
        f"{one.at:%Y-%m-%d}",
        f"{one.due_at:%Y-%m-%d}",
        answered,
        one.by,
        one.person_key or "erased",
        one.note,
    ]
