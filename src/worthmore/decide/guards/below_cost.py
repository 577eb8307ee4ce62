"""Nothing is offered at a loss."""

from __future__ import annotations

from math import ceil

from worthmore.decide.amounts import amount
from worthmore.decide.margins import net_prices
from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation


def below_cost(policy: Policy) -> Guard:
    """Refuses a product whose price without VAT does not exceed its cost, or its parts' cost. Unknown costs pass."""

    net_of = net_prices(policy)

    def examine(candidate: Candidate) -> str | None:
        product = candidate.product
        if candidate.multiple > 1:
            return _earns_less(candidate)
        cost = _cost_of_parts(candidate) if candidate.parts else product.cost
        if cost is None:
            return None
        net = net_of(product, product.price)
        if net > cost:
            return None
        net_text, cost_text = (amount(minor, product.currency, "en") for minor in (net, cost))
        return f"its price without VAT is {net_text} and it costs the shop {cost_text}"

    def prepare(situation: Situation) -> Examine:
        return examine

    return Guard("below_cost", prepare)


def _earns_less(candidate: Candidate) -> str | None:
    """The whole order multiplied must earn at least what the order itself does."""
    if candidate.margin is None or candidate.margin >= 0:
        return None
    less = amount(ceil(-candidate.margin), candidate.product.currency, "en")
    return f"{candidate.multiple} times the order would earn {less} less than the order itself"


def _cost_of_parts(candidate: Candidate) -> int | None:
    """What the parts cost the shop; the set's own cost where the shop names it and a part's is unknown."""
    costs = [part.cost for part in candidate.parts]
    if None in costs and candidate.product.cost is not None:
        return candidate.product.cost
    return None if None in costs else sum(cost for cost in costs if cost is not None)
