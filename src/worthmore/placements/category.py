"""The category page: the customer is looking around."""

from worthmore.vocabulary.situation import Placement

PLACEMENT = Placement("category", ("complement", "also_bought", "fitting"), limit=4)
"""Nothing is chosen here, so nothing can be upgraded; what is in the cart says what may be useful."""
