"""Nobody is offered what they are already buying."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.situation import Situation


def in_cart() -> Guard:
    """Refuses a product that is in the cart or is the very one being looked at."""
    return Guard("in_cart", _prepare)


def _prepare(situation: Situation) -> Examine | None:
    taken = {line.product.id: "it is already in the cart" for line in situation.cart}
    if situation.chosen is not None:
        taken.setdefault(situation.chosen.id, "it is the product being looked at")
    if not taken:
        return None

    def examine(candidate: Candidate) -> str | None:
        # The whole order multiplied is more of what is in the cart, and says so.
        return taken.get(candidate.product.id) if candidate.multiple == 1 else None

    return examine
