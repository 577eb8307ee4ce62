"""No insurance or other financial service joined with anything else, where the law forbids that."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard
from worthmore.decide.price_law import PriceLaw
from worthmore.law.goods import is_financial
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Situation

_FILLER = OfferKind.THRESHOLD_FILLER


def joint_offer(law: PriceLaw) -> Guard:
    """Refuses a bundle with a financial service in it, and a financial service that earns free delivery.

    Offered beside a product, for its own price and as the customer's own choice, it is joined with nothing.
    """
    known: dict[str, bool] = {}  # products stay as they are while the guard is in use

    def financial(product: Product) -> bool:
        found = known.get(product.id)
        if found is None:
            found = known[product.id] = is_financial(product)
        return found

    def prepare(situation: Situation) -> Examine | None:
        rule = law.joint_offer_rule(law.country(situation), situation.at)
        if rule is None:
            return None

        def examine(candidate: Candidate) -> str | None:
            for part in candidate.parts:
                if financial(part):
                    return f"{part.id} is a financial service and may not be joined with anything ({rule.law})"
            if candidate.kind is _FILLER and financial(candidate.product):
                return f"it is a financial service and may not earn free delivery of other things ({rule.law})"
            return None

        return examine

    return Guard("joint_offer", prepare)
