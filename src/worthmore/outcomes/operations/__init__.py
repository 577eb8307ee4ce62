"""The only writes of this room. Decisions and outcomes are only ever added; adding one twice changes nothing.

What was bought on offers is the mirror of the orders, and changes with them.
"""

from worthmore.outcomes.operations.add import attribute, record_decisions, record_outcomes

__all__ = ["attribute", "record_decisions", "record_outcomes"]
