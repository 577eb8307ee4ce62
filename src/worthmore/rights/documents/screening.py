"""Whether a data protection impact assessment is due (GDPR art. 35): the nine criteria of WP 248 rev.01, one by one.

Two met criteria usually call for an assessment. What the installation shows is answered; what it cannot know is asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from worthmore.rights.documents.blocks import Block, Heading, Paragraph, Table
from worthmore.rights.documents.facts import Facts

LARGE = 100_000
"""Customers from which on this document says large scale; the law names no number."""
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the nine: met, not met, or None for the shop to answer, and what speaks for it."""

    name: str
    met: bool | None
    why: str


def screening(facts: Facts) -> list[Block]:
    """The screening as it stands."""
    found = criteria(facts)
    met = sum(one.met is True for one in found)
    return [
        Heading("Screening for a data protection impact assessment", 1),
        Paragraph(f"Under Article 35 GDPR, by the criteria of WP 248 rev.01. Written on {facts.at:%Y-%m-%d}."),
        Table(("Criterion", "Met", "Why"), tuple((one.name, _word(one.met), one.why) for one in found)),
        Heading("Outcome"),
        Paragraph(_outcome(met, sum(one.met is None for one in found))),
        Paragraph("Also look at the list of your own authority (Article 35(4)). Name, date: ______________________"),
    ]


def criteria(facts: Facts) -> list[Criterion]:
    """The nine, in the order of the guidelines."""
    policy = facts.policy
    days = f"{policy.activity_days} days" if policy.activity_days else "without an end"
    watched = sum(source.activity for source in facts.sources)
    guarded = "sensitive_category" in facts.guards
    return [
        Criterion("Evaluation or scoring", facts.holds, "Suggestions are ranked from a customer's own purchases."),
        Criterion("Automated decision with legal or similar effect", False, "Only what is shown is decided; no price."),
        Criterion(
            "Systematic monitoring",
            bool(watched),
            f"{watched:,} products looked at or carted are kept, {days}." if watched else "No activity is kept.",
        ),
        Criterion(
            "Sensitive data",
            None if guarded else facts.holds,
            "Products that reveal health and the like are kept out of suggestions; does the shop sell such products?"
            if guarded
            else "No guard keeps products that reveal health and the like out of suggestions in this version.",
        ),
        Criterion("Large scale", facts.customers >= LARGE, f"{facts.customers:,} customers over all sources."),
        Criterion(
            "Matching or combining data sets",
            len(facts.sources) > 1,
            f"{len(facts.sources)} sources; the same e-mail address in two is one person.",
        ),
        Criterion(
            "Vulnerable people",
            None,
            "Known minors get no personal suggestions; does the shop sell mostly to children, the ill or the old?"
            if "minor" in facts.guards
            else "Does the shop sell mostly to children, the ill or the old?",
        ),
        Criterion(
            "Innovative technology", False, "Counting what is bought together; no biometry, no tracking devices."
        ),
        Criterion(
            "Keeps people from a right or a service", False, "Nobody is refused a purchase, delivery or warranty."
        ),
    ]


def _word(met: bool | None) -> str:
    return "to be answered by the shop" if met is None else "yes" if met else "no"


def _outcome(met: int, open_ones: int) -> str:
    if met >= ENOUGH:
        return f"{met} criteria are met: an assessment is due."
    if met + open_ones >= ENOUGH:
        return f"{met} met, {open_ones} for the shop to answer: with {ENOUGH - met} of these an assessment is due."
    return f"{met} met: by these criteria no assessment is due."
