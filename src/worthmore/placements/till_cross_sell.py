"""The second question at the till: what goes with it, whatever the first answer was."""

from worthmore.vocabulary.situation import Placement

PLACEMENT = Placement("till_cross_sell", ("complement", "protection", "impulse"), limit=1, most=3)
"""One suggestion: nobody in a queue hears two."""
