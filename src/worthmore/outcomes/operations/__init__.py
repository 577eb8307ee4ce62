"""The only writes of this room. Rows are only ever added; adding one twice changes nothing."""

from worthmore.outcomes.operations.add import attribute, record_decisions, record_outcomes

__all__ = ["attribute", "record_decisions", "record_outcomes"]
