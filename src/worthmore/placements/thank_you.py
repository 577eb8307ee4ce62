"""The thank-you page: the order is placed."""

from worthmore.vocabulary.situation import Placement

PLACEMENT = Placement("thank_you", ("complement", "also_bought", "service"), limit=3)
"""What completes the purchase, for another order. No upgrade: doubt about what was just bought helps nobody."""
