"""The first question at the till: the better or larger one."""

from worthmore.vocabulary.situation import Placement

PLACEMENT = Placement("till_upsell", ("upgrade", "size_up"), limit=1, most=3)
"""Asked before anything is added, while the customer still chooses. One suggestion, one sentence."""
