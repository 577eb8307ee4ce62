"""Which customers are alike: by how lately, how often and for how much they buy, and by what they like."""

from worthmore.learn.segments.customers import Customers, customers
from worthmore.learn.segments.preferences import Preferences, Tastes
from worthmore.learn.segments.stability import Stability, over_time, stability
from worthmore.learn.segments.standing import Segmented, Standing, Standings

__all__ = [
    "Customers", "Preferences", "Segmented", "Stability", "Standing", "Standings", "Tastes", "customers", "over_time",
    "stability",
]  # fmt: skip
