"""The only reads of this room. Everything comes back as plain frozen values."""

from worthmore.outcomes.queries.ageing import detailed_before, person_keys
from worthmore.outcomes.queries.contacts import contact_counts, contacts, contacts_many
from worthmore.outcomes.queries.counts import AcceptanceCount, KindTotals, Totals, acceptance_counts, totals
from worthmore.outcomes.queries.decisions import DecisionKept, decision, decisions_with_offers, recent_decisions
from worthmore.outcomes.queries.held import held
from worthmore.outcomes.queries.refusals import Refused, refused

__all__ = [
    "AcceptanceCount",
    "DecisionKept",
    "KindTotals",
    "Refused",
    "Totals",
    "acceptance_counts",
    "contact_counts",
    "contacts",
    "contacts_many",
    "decision",
    "decisions_with_offers",
    "detailed_before",
    "held",
    "person_keys",
    "recent_decisions",
    "refused",
    "totals",
]
