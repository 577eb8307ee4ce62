"""The checkout: the wallet is out."""

from worthmore.vocabulary.situation import Placement

PLACEMENT = Placement("checkout", ("threshold_filler", "complement", "protection"), limit=2, most=3)
"""Only small additions: a decision already made is not reopened, and the way to paying gets no longer."""
