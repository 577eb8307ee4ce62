"""In which order allowed offers stand: what each is expected to earn, the shop's levers and rules, and some variety."""

from worthmore.decide.ranking.expected import expected_incremental_margin
from worthmore.decide.ranking.ordering import Ordered, Place, Ranking, ranking, with_levers

__all__ = ["Ordered", "Place", "Ranking", "expected_incremental_margin", "ranking", "with_levers"]
