"""The only writes of this room. Decisions, outcomes and contacts are only ever added; adding one twice changes nothing.

What was bought on offers is the mirror of the orders, and changes with them. `recognise` says whose an outcome of
nobody was; `forget_person` is for erasure alone.
"""

from worthmore.outcomes.operations.add import attribute, contacted, record_decisions, record_outcomes
from worthmore.outcomes.operations.ageing import thin_decisions
from worthmore.outcomes.operations.forgetting import OutcomesForgotten, forget_person
from worthmore.outcomes.operations.recognising import recognise

__all__ = [
    "OutcomesForgotten",
    "attribute",
    "contacted",
    "forget_person",
    "recognise",
    "record_decisions",
    "record_outcomes",
    "thin_decisions",
]
