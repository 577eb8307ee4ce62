"""The rules and sources every caller uses, in their one order. Built once per snapshot; sources remember."""

from __future__ import annotations

from worthmore.decide.guards.added_value import added_value
from worthmore.decide.guards.already_owned import already_owned
from worthmore.decide.guards.below_cost import below_cost
from worthmore.decide.guards.control_group import control_group
from worthmore.decide.guards.currency import currency
from worthmore.decide.guards.dissatisfied import dissatisfied
from worthmore.decide.guards.excluded import excluded
from worthmore.decide.guards.history import history
from worthmore.decide.guards.in_cart import in_cart
from worthmore.decide.guards.inactive import inactive
from worthmore.decide.guards.premium import premium
from worthmore.decide.guards.refused_recently import refused_recently
from worthmore.decide.guards.stock import stock
from worthmore.decide.ports import Guard, InControl, Knowledge, Rank, Source
from worthmore.decide.ranking import expected_incremental_margin
from worthmore.decide.sources.also_bought import also_bought
from worthmore.decide.sources.complement import complement
from worthmore.decide.sources.threshold_filler import threshold_filler
from worthmore.decide.sources.upgrade import upgrade
from worthmore.vocabulary.decision import OfferKind
from worthmore.vocabulary.policy import Policy


def standard_guards(policy: Policy, in_control: InControl) -> tuple[Guard, ...]:
    """Every guard in the order it is asked: what protects the customer, what is sellable, what is fair, then control.

    The control group comes last on purpose: a refusal by it alone means that an offer would have been made, which is
    what a measurement compares.
    """
    return (
        history(),
        dissatisfied(policy),
        refused_recently(policy),
        excluded(),
        in_cart(),
        already_owned(policy),
        currency(policy),
        inactive(policy),
        stock(),
        below_cost(policy),
        premium(policy),
        added_value(),
        control_group(in_control),
    )


def standard_sources(knowledge: Knowledge, policy: Policy) -> dict[str, Source]:
    """Every source by the name a placement asks it by."""
    find, accepted = knowledge.find, knowledge.accepted
    return {
        OfferKind.UPGRADE.value: upgrade(find, knowledge.upgrades, knowledge.kinds, accepted),
        OfferKind.COMPLEMENT.value: complement(find, knowledge.complements, accepted),
        OfferKind.ALSO_BOUGHT.value: also_bought(find, knowledge.also_bought, accepted),
        OfferKind.THRESHOLD_FILLER.value: threshold_filler(knowledge, policy),
    }


def standard_rank(policy: Policy) -> Rank:
    """By the margin an offer is expected to add."""
    return expected_incremental_margin(policy)
