"""After the choice: small extras one at a time, each skippable, and at the end the whole order multiplied."""

from worthmore.vocabulary.situation import Placement

PLACEMENT = Placement("funnel", ("funnel_step", "golden"), limit=1, needs_chosen=True, most=1)
"""One small step a page. What was taken is in the cart, what was skipped is excluded: so none comes twice."""
