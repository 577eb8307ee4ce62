"""The cart: the customer has decided, the wallet is not yet out."""

from worthmore.vocabulary.situation import Placement

PLACEMENT = Placement(
    "cart",
    (
        "threshold_filler",
        "upgrade",
        "bundle",
        "complement",
        "protection",
        "also_bought",
        "fitting",
        "service",
        "refill",
    ),
    limit=4,
)
"""The last good moment for a better version, and the moment for what makes the purchase complete.

What is missing to free delivery is asked first: where it is worth as much, it is the customer's own advantage. Of
protection one stands here at most, and the best better version keeps its place (`decide.ranking.choosing`).
"""
