"""The comparison of products: the customer weighs versions."""

from worthmore.vocabulary.situation import Placement

PLACEMENT = Placement("comparison", ("upgrade",), limit=2, needs_chosen=True)
"""Someone comparing wants to know what a better version adds, and nothing beside it."""
