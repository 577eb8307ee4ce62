"""The legitimate-interest assessment (GDPR art. 6(1)(f)) for suggestions made from a customer's own purchases.

Purpose, necessity, balance: the three steps of the EDPB's guidelines 1/2024. Facts come from the installation; the
judgement stays the shop's.
"""

from __future__ import annotations

from collections.abc import Iterator

from worthmore.rights.documents.blocks import Block, Bullets, Heading, Paragraph
from worthmore.rights.documents.facts import Facts
from worthmore.vocabulary.policy import Policy

# What each guard does for the people concerned, told only where it is in use.
SAFEGUARDS = {
    "objection": "An objection beats everything: whoever objected to personal suggestions gets none.",
    "personal_suggestions_off": "Personal suggestions can be switched off; then only the cart at hand counts.",
    "sensitive_category": "Products that reveal health, religion and the like are never suggested personally.",
    "minor": "Known minors get no personal suggestions.",
    "history": "What cannot be checked, because the history cannot be read, is not offered.",
    "dissatisfied": "A dissatisfied customer gets no offers for {dissatisfied_days} days.",
    "open_case": "No offers while a complaint is open.",
    "before_delivery": "No offers before an order has arrived.",
    "recent_return": "No offers shortly after a return.",
    "unpaid": "No offers to customers with an overdue bill: nobody in debt is pressed to buy.",
    "first_days": "No offers in the first days after a purchase.",
    "refused_recently": "A refused product rests for {refused_days} days.",
    "refused_type": "Repeated refusals of one kind of offer end that kind.",
    "contact_cap": "One cap over all channels limits how often anybody is contacted.",
    "quiet_hours": "Nobody is called or texted in the evening, on Sundays or on holidays.",
    "premium": "An offer may add no more than {premium_cap:.0%} to what is bought anyway.",
}


def interests(facts: Facts) -> list[Block]:
    """The assessment as it stands."""
    return [
        Heading("Legitimate-interest assessment", 1),
        Paragraph(
            "Suggestions of better or matching products, made from a customer's own purchases at this shop (Article "
            f"6(1)(f) GDPR). Written on {facts.at:%Y-%m-%d} from the settings in use. It does not cover e-mail, text "
            "messages, calls, letters and advertising networks: for these the rule table decides, person by person, "
            "whether a permission is needed and there."
        ),
        Heading("1. Purpose"),
        Bullets(
            (
                "Interest of the shop: selling customers what fits what they bought.",
                "Interest of the customers: nothing missing that completes a purchase, and nothing that does not fit.",
                "Direct marketing may be a legitimate interest (recital 47); customers of a shop may expect it.",
            )
        ),
        Heading("2. Necessity"),
        Bullets(tuple(_needed(facts))),
        Heading("3. Balance"),
        Paragraph("What speaks for the people concerned, and what is done about it:"),
        Bullets(tuple(_safeguards(facts))),
        Heading("What weighs against it"),
        Bullets(tuple(_concerns(facts))),
        Heading("Conclusion, for the shop to write"),
        Paragraph("The interest prevails / does not prevail, because: ______________________"),
        Paragraph("Name, date: ______________________"),
    ]


def _needed(facts: Facts) -> Iterator[str]:
    policy = facts.policy
    span = f"the last {policy.model_months} months of orders" if policy.model_months else "all orders"
    yield f"Learned from: {span}; a connection counts only with {policy.minimum_customers} different customers or more."
    yield "Known people are told apart by a random key; models see no name, address or e-mail address."
    yield "Suggestions from the cart alone work without knowing anybody; who wants that can have it."
    kept = f"{policy.activity_days} days" if policy.activity_days else "without an end"
    yield f"What was looked at is kept {kept}."


def _safeguards(facts: Facts) -> Iterator[str]:
    settings = {"premium_cap": facts.policy.premium_cap, **_days(facts)}
    for guard, text in SAFEGUARDS.items():
        if guard in facts.guards:
            yield text.format_map(settings)
    yield "Every customer can see, correct, take along and erase everything that is held, without giving a reason."
    yield 'A page "How we choose" tells customers all this in their language.'


def _days(facts: Facts) -> dict[str, int]:
    return {"dissatisfied_days": facts.policy.dissatisfied_days, "refused_days": facts.policy.refused_days}


def _concerns(facts: Facts) -> Iterator[str]:
    """What this very shop has set that makes the balance harder, or that nothing guards."""
    yield from _settings_of_concern(facts.policy)
    for guard in ("sensitive_category", "minor", "objection"):
        if guard not in facts.guards:
            yield f"No guard named {guard} stands before the offers of this version."
    if len(facts.sources) > 1:
        yield f"Data of {len(facts.sources)} sources are put together for one person, by e-mail address."
    if facts.requests_late:
        yield f"{facts.requests_late} requests of people are late."
    stale = [one.name for one in facts.lists if one.stale]
    if stale:
        yield f"Do-not-contact lists that are too old: {', '.join(stale)}."


def _settings_of_concern(policy: Policy) -> Iterator[str]:
    if policy.minimum_customers < 20:
        yield f"Connections count from {policy.minimum_customers} customers on; fewer than 20 people stand behind some."
    for setting in ("activity_days", "decision_days", "model_months", "audit_days"):
        if getattr(policy, setting) == 0:
            yield f"The setting {setting} is 0: what it governs is kept, or used, without an end."
    if policy.premium_cap > 0.25:
        yield f"Offers may add {policy.premium_cap:.0%}, more than the usual 25 %."
    if not policy.seller or not policy.seller_email:
        yield "The seller's name or address for questions is not set, so customers cannot see whom to ask."
