"""Nothing is offered at a loss."""

from __future__ import annotations

from worthmore.decide.amounts import amount
from worthmore.decide.margins import net_prices
from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation


def below_cost(policy: Policy) -> Guard:
    """Refuses a product whose price without VAT does not exceed its cost. An unknown cost passes."""

    net_of = net_prices(policy)

    def examine(candidate: Candidate) -> str | None:
        product = candidate.product
        if product.cost is None:
            return None
        net = net_of(product, product.price)
        if net > product.cost:
            return None
        net_text, cost_text = (amount(minor, product.currency, "en") for minor in (net, product.cost))
        return f"its price without VAT is {net_text} and it costs the shop {cost_text}"

    def prepare(situation: Situation) -> Examine:
        return examine

    return Guard("below_cost", prepare)
