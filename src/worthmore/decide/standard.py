"""The rules and sources every caller uses, in their one order. Built once per snapshot; sources remember."""

from __future__ import annotations

from datetime import datetime

from worthmore.decide.guards.added_value import added_value
from worthmore.decide.guards.already_owned import already_owned
from worthmore.decide.guards.before_delivery import before_delivery
from worthmore.decide.guards.below_cost import below_cost
from worthmore.decide.guards.contact_cap import contact_cap
from worthmore.decide.guards.control_group import control_group
from worthmore.decide.guards.currency import currency
from worthmore.decide.guards.dissatisfied import dissatisfied
from worthmore.decide.guards.excluded import excluded
from worthmore.decide.guards.first_days import first_days
from worthmore.decide.guards.history import history
from worthmore.decide.guards.in_cart import in_cart
from worthmore.decide.guards.inactive import inactive
from worthmore.decide.guards.joint_offer import joint_offer
from worthmore.decide.guards.minor import minor
from worthmore.decide.guards.not_due_yet import not_due_yet
from worthmore.decide.guards.objection import objection
from worthmore.decide.guards.open_case import open_case
from worthmore.decide.guards.permission import permission
from worthmore.decide.guards.personal_suggestions_off import personal_suggestions_off
from worthmore.decide.guards.premium import premium
from worthmore.decide.guards.quiet_hours import quiet_hours
from worthmore.decide.guards.recent_return import recent_return
from worthmore.decide.guards.refused_recently import refused_recently
from worthmore.decide.guards.refused_type import refused_type
from worthmore.decide.guards.sensitive_category import sensitive_category
from worthmore.decide.guards.sper_period import sper_period
from worthmore.decide.guards.stock import stock
from worthmore.decide.guards.unpaid import unpaid
from worthmore.decide.ports import Guard, InControl, Knowledge, Quiet, Rank, Similar, Source
from worthmore.decide.price_law import PriceLaw
from worthmore.decide.ranking import expected_incremental_margin
from worthmore.decide.sources.also_bought import also_bought
from worthmore.decide.sources.complement import complement
from worthmore.decide.sources.threshold_filler import threshold_filler
from worthmore.decide.sources.upgrade import upgrade
from worthmore.law.table import load
from worthmore.vocabulary.decision import OfferKind
from worthmore.vocabulary.permission import Channel
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Situation


def nothing_similar(situation: Situation, product: Product) -> bool:
    """The strict answer where nobody knows what is similar to what."""
    return False


def always_quiet(channel: Channel, country: str, at: datetime) -> str:
    """The strict answer where nobody knows what time it is for the person."""
    return "it is not known what time it is where the person lives"


def standard_guards(
    policy: Policy,
    in_control: InControl,
    similar: Similar = nothing_similar,
    quiet: Quiet = always_quiet,
    prices: PriceLaw | None = None,
) -> tuple[Guard, ...]:
    """Every guard in the order it is asked: what protects the customer, what is sellable, what is fair, then control.

    What protects begins with the law, in its own order of precedence; then come peace and measure, then what the
    customer said no to. The control group comes last on purpose: a refusal by it alone means that an offer would have
    been made, which is what a measurement compares. `prices` None: no price history is known.
    """
    law = prices or PriceLaw(load(), {}, policy)
    return (
        history(),
        objection(similar),
        minor(similar),
        sensitive_category(),
        permission(similar),
        personal_suggestions_off(similar),
        open_case(policy),
        dissatisfied(policy),
        unpaid(),
        recent_return(policy),
        before_delivery(policy),
        first_days(policy),
        contact_cap(policy),
        quiet_hours(quiet),
        refused_type(),
        refused_recently(policy),
        excluded(),
        in_cart(),
        already_owned(policy),
        not_due_yet(),
        currency(policy),
        inactive(policy),
        stock(),
        sper_period(law),
        joint_offer(law),
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
