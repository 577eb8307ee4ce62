"""The only reads of this room. Everything comes back as plain frozen values."""

from worthmore.outcomes.queries.ageing import detailed_before, person_keys
from worthmore.outcomes.queries.answered import Answered, answered, count_answered
from worthmore.outcomes.queries.contacts import contact_counts, contacts, contacts_many
from worthmore.outcomes.queries.counts import AcceptanceCount, KindTotals, Totals, acceptance_counts, totals
from worthmore.outcomes.queries.decisions import DecisionKept, decision, decisions_with_offers, recent_decisions
from worthmore.outcomes.queries.held import held
from worthmore.outcomes.queries.refusals import Refused, Shown, refused

__all__ = [
    "AcceptanceCount",
    "Answered",
    "DecisionKept",
    "KindTotals",
    "Refused",
    "Shown",
    "Totals",
    "acceptance_counts",
    "answered",
    "contact_counts",
    "contacts",
    "contacts_many",
    "count_answered",
    "decision",
    "decisions_with_offers",
    "detailed_before",
    "held",
    "person_keys",
    "recent_decisions",
    "refused",
    "totals",
]
