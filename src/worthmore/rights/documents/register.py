"""The register of processing activities (GDPR art. 30(1)), from the list of columns and the settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from worthmore.rights.documents.blocks import Block, Bullets, Heading, Paragraph, Table
from worthmore.rights.documents.facts import Facts
from worthmore.rights.registry import tables
from worthmore.vocabulary.permission import Channel
from worthmore.vocabulary.policy import Policy

UNSET = "not set; run: worthmore settings set {name} …"
FOR_EVER = "without an end: the shop has set none"


def register(facts: Facts) -> list[Block]:
    """The register as it stands."""
    return [
        Heading("Register of processing activities", 1),
        Paragraph(
            f"Under Article 30(1) GDPR, for the processing by Worthmore. Written on {facts.at:%Y-%m-%d} from the "
            "settings and tables of this installation."
        ),
        Heading("Controller"),
        Bullets(tuple(_controller(facts.policy))),
        Heading("What is processed, why, and how long"),
        Table(("What", "Why", "Columns that tell of a person", "Kept"), tuple(_activities(facts.policy))),
        Heading("Whose data"),
        Table(("Source", "Customers", "Orders", "Looked at or carted", "Satisfaction records"), tuple(_sources(facts))),
        *([] if facts.sources else [Paragraph("No source has brought any data yet.")]),
        Heading("Recipients and transfers"),
        Bullets(tuple(_recipients(facts))),
        Heading("Do-not-contact lists"),
        *_lists(facts),
        Heading("Security"),
        Bullets(tuple(_security(facts))),
        Heading("Requests of people"),
        Paragraph(
            f"{facts.requests_open} open, of which {facts.requests_late} late. Each is due within one month; "
            "worthmore rights requests lists them."
        ),
        Heading("For the shop to add"),
        Bullets(
            (
                "The data protection officer, or why there is none.",
                "Where this server stands, and who runs it (a host is a processor under Article 28).",
                "Who receives backups of the database, and how long they are kept.",
                "How long the law on bookkeeping asks for orders to be kept.",
            )
        ),
    ]


def _controller(policy: Policy) -> Iterator[str]:
    told = (("Name", "seller"), ("Address", "seller_address"), ("Contact", "seller_email"))
    for label, name in told:
        yield f"{label}: {getattr(policy, name) or UNSET.format(name=name)}"


def _activities(policy: Policy) -> Iterator[tuple[str, ...]]:
    """One row for each table that says something of customers."""
    for table in tables().values():
        if table.of_customers:
            columns = ", ".join(table.of_kind("personal", "pseudonymous"))
            yield table.holds, table.purpose, columns, how_long(table.kept, policy)


def how_long(kept: str, policy: Policy) -> str:
    """How long, with the shop's own figures; where a period is 0, nothing ends."""
    settings = asdict(policy)
    periods = [name for name in settings if f"{{{name}}}" in kept and name.endswith(("_days", "_months"))]
    return FOR_EVER if any(settings[name] == 0 for name in periods) else kept.format_map(settings)


def _sources(facts: Facts) -> Iterator[tuple[str, ...]]:
    for one in facts.sources:
        yield one.name, *(f"{count:,}" for count in (one.customers, one.orders, one.activity, one.satisfaction))


def _recipients(facts: Facts) -> Iterator[str]:
    """What left, as recorded; the software itself calls nobody."""
    yield "Worthmore passes nothing on by itself, and uses no service outside this server."
    reached = {name: count for name, count in facts.reached.items() if name != Channel.AD_AUDIENCE.value}
    if reached:
        told = ", ".join(f"{name} {count:,}" for name, count in reached.items())
        yield f"Contacts recorded in the last twelve months, by channel: {told}. Whoever carries these is a recipient."
    else:
        yield "No message, call or card was recorded in the last twelve months."
    uploads = facts.reached.get(Channel.AD_AUDIENCE.value, 0)
    yield (
        f"Given to advertising networks in the last twelve months: {uploads:,} records, each with its own permission."
        if uploads
        else "Nothing was given to advertising networks in the last twelve months."
    )


def _lists(facts: Facts) -> list[Block]:
    if not facts.lists:
        return [Paragraph("None is loaded. Where the law demands one, what it covers is refused.")]
    rows = tuple(
        (one.name, one.list_date.isoformat(), f"{one.entries:,}", "yes" if one.stale else "no") for one in facts.lists
    )
    return [Table(("List", "As of", "Addresses (keyed hashes)", f"Older than {facts.policy.list_days} days"), rows)]


def _security(facts: Facts) -> Iterator[str]:
    policy = facts.policy
    yield f"Stored in {facts.database}."
    yield "Learning and decisions know people by a random key; names and addresses stand in a table of their own."
    yield "Suppressed and listed addresses are kept as hashes keyed with this installation's secret."
    yield "The ledger of permissions can only be added to; the database itself refuses changes."
    kept = f"{policy.audit_days} days" if policy.audit_days else "for ever"
    yield f"Who of the shop saw or changed what is logged and kept {kept}."
    factor = "must" if policy.owners_need_two_factor else "may, but need not,"
    yield f"Logins have roles. Owners {factor} use a second factor."
    yield "What is erased is overwritten (SQLite), or given away by the database's own vacuum (PostgreSQL)."
