"""The product page: the customer is choosing."""

from worthmore.vocabulary.situation import Placement

PLACEMENT = Placement(
    "product_page",
    ("upgrade", "bundle", "complement", "also_bought", "refill"),
    limit=4,
    needs_chosen=True,
)
"""A better version helps most before the choice is made; what goes with it answers "and what else do I need?".

Protection waits until something is chosen: before that it only takes the place of the choice itself.
"""
