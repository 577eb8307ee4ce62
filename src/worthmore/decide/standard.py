"""The rules and sources every caller uses, in their one order. Built once per snapshot; sources remember."""

from __future__ import annotations

from datetime import datetime

from worthmore.decide.guards.accepted_already import accepted_already
from worthmore.decide.guards.added_value import added_value
from worthmore.decide.guards.already_owned import already_owned
from worthmore.decide.guards.before_delivery import before_delivery
from worthmore.decide.guards.below_cost import below_cost
from worthmore.decide.guards.conflicts import conflicts
from worthmore.decide.guards.contact_cap import contact_cap
from worthmore.decide.guards.control_group import control_group
from worthmore.decide.guards.currency import currency
from worthmore.decide.guards.dissatisfied import dissatisfied
from worthmore.decide.guards.excluded import excluded
from worthmore.decide.guards.first_days import first_days
from worthmore.decide.guards.help_first import help_first
from worthmore.decide.guards.history import history
from worthmore.decide.guards.impulse import impulse
from worthmore.decide.guards.in_cart import in_cart
from worthmore.decide.guards.inactive import inactive
from worthmore.decide.guards.joint_offer import joint_offer
from worthmore.decide.guards.just_bought import just_bought
from worthmore.decide.guards.minor import minor
from worthmore.decide.guards.need import need
from worthmore.decide.guards.not_due_yet import not_due_yet
from worthmore.decide.guards.objection import objection
from worthmore.decide.guards.open_case import open_case
from worthmore.decide.guards.overstock import overstock
from worthmore.decide.guards.permission import permission
from worthmore.decide.guards.personal_suggestions_off import personal_suggestions_off
from worthmore.decide.guards.premium import premium
from worthmore.decide.guards.protected import protected
from worthmore.decide.guards.quiet_hours import quiet_hours
from worthmore.decide.guards.recent_return import recent_return
from worthmore.decide.guards.refused_recently import refused_recently
from worthmore.decide.guards.refused_type import refused_type
from worthmore.decide.guards.sensitive_category import sensitive_category
from worthmore.decide.guards.shown_enough import shown_enough
from worthmore.decide.guards.sper_period import sper_period
from worthmore.decide.guards.stock import stock
from worthmore.decide.guards.time_to_use import time_to_use
from worthmore.decide.guards.unpaid import unpaid
from worthmore.decide.hand_rules import HandRules, hand_rule, ordered
from worthmore.decide.person.preferring import preferring_needs
from worthmore.decide.ports import Guard, InControl, Knowledge, Quiet, Rank, Related, Similar, Source
from worthmore.decide.price_law import PriceLaw
from worthmore.decide.ranking import Ranking, expected_incremental_margin, ranking
from worthmore.decide.sources.also_bought import also_bought
from worthmore.decide.sources.bundle import bundle
from worthmore.decide.sources.by_hand import by_hand
from worthmore.decide.sources.clearance import clearance
from worthmore.decide.sources.complement import complement
from worthmore.decide.sources.deep_sell import deep_sell
from worthmore.decide.sources.fitting import NAME as FITTING
from worthmore.decide.sources.fitting import fitting
from worthmore.decide.sources.forgotten_range import forgotten_range
from worthmore.decide.sources.funnel import funnel_step, golden
from worthmore.decide.sources.launch import launch
from worthmore.decide.sources.longer_term import longer_term
from worthmore.decide.sources.meeting_needs import meeting_needs
from worthmore.decide.sources.milestone import milestone
from worthmore.decide.sources.plan_downgrade import plan_downgrade
from worthmore.decide.sources.plan_upgrade import plan_upgrade
from worthmore.decide.sources.threshold_filler import threshold_filler
from worthmore.decide.sources.upgrade import upgrade
from worthmore.decide.sources.when_due import next_size, refill, replacement, service
from worthmore.law.table import load
from worthmore.vocabulary.decision import OfferKind
from worthmore.vocabulary.permission import Channel
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import Situation


def nothing_similar(situation: Situation, product: Product) -> bool:
    """The strict answer where nobody knows what is similar to what."""
    return False


def nothing_known(product_id: str) -> None:
    """The answer where nothing is known of the assortment."""


def always_quiet(channel: Channel, country: str, at: datetime) -> str:
    """The strict answer where nobody knows what time it is for the person."""
    return "it is not known what time it is where the person lives"


def standard_guards(
    policy: Policy,
    in_control: InControl,
    similar: Similar = nothing_similar,
    quiet: Quiet = always_quiet,
    prices: PriceLaw | None = None,
    knowledge: Knowledge | None = None,
    by_hand: HandRules | None = None,
) -> tuple[Guard, ...]:
    """Every guard in the order it is asked: what protects the customer, what is sellable, what is fair, then control.

    What protects begins with the law, in its own order of precedence; then come peace and measure, then what the
    customer said no to. The control group comes last on purpose: a refusal by it alone means that an offer would have
    been made, which is what a measurement compares. `prices` None: no price history is known. `knowledge` and
    `by_hand` None: the shop set nothing by hand.
    """
    law = prices or PriceLaw(load(), {}, policy)
    related: Related = {} if knowledge is None else knowledge.related
    return (
        history(),
        objection(similar),
        minor(similar),
        sensitive_category(),
        permission(similar),
        personal_suggestions_off(similar),
        open_case(policy),
        dissatisfied(policy),
        help_first(policy),
        unpaid(),
        recent_return(policy),
        before_delivery(policy),
        first_days(policy),
        time_to_use(policy, nothing_known if knowledge is None else knowledge.find, related),
        contact_cap(policy),
        quiet_hours(quiet),
        refused_type(),
        refused_recently(policy),
        accepted_already(policy),
        shown_enough(policy),
        need({} if knowledge is None else knowledge.kinds),
        excluded(),
        in_cart(),
        already_owned(policy),
        just_bought(),
        not_due_yet(),
        currency(policy),
        inactive(policy),
        stock(),
        conflicts(related),
        protected(related),
        overstock(() if knowledge is None else knowledge.clearance),
        sper_period(law),
        joint_offer(law),
        below_cost(policy),
        impulse(policy),
        premium(policy),
        added_value(),
        hand_rule(by_hand),
        control_group(in_control),
    )


def standard_sources(knowledge: Knowledge, policy: Policy) -> dict[str, Source]:
    """Every source by the name a placement asks it by."""
    find, accepted = knowledge.find, knowledge.accepted
    sets = knowledge.related.get(RelationKind.PART, {})
    found = {
        OfferKind.UPGRADE.value: upgrade(find, knowledge.upgrades, knowledge.kinds, accepted, policy.energy_tariff),
        OfferKind.COMPLEMENT.value: complement(find, knowledge.complements, accepted, sets),
        OfferKind.ALSO_BOUGHT.value: also_bought(find, knowledge.also_bought, accepted, sets),
        FITTING: fitting(knowledge),
        OfferKind.SIZE_UP.value: by_hand(OfferKind.SIZE_UP, RelationKind.SIZE_UP, knowledge),
        OfferKind.IMPULSE.value: by_hand(OfferKind.IMPULSE, RelationKind.IMPULSE, knowledge),
        OfferKind.PROTECTION.value: by_hand(OfferKind.PROTECTION, RelationKind.PROTECTION, knowledge),
        OfferKind.SERVICE.value: service(knowledge),
        OfferKind.REFILL.value: refill(knowledge),
        OfferKind.REPLACEMENT.value: replacement(knowledge),
        OfferKind.NEXT_SIZE.value: next_size(knowledge),
        OfferKind.BUNDLE.value: bundle(knowledge, policy),
        OfferKind.FUNNEL_STEP.value: funnel_step(knowledge),
        OfferKind.GOLDEN.value: golden(knowledge, policy),
        OfferKind.CLEARANCE.value: clearance(knowledge),
        OfferKind.PLAN_UPGRADE.value: plan_upgrade(knowledge, policy),
        OfferKind.PLAN_DOWNGRADE.value: plan_downgrade(knowledge, policy),
        OfferKind.LONGER_TERM.value: longer_term(knowledge, policy),
        OfferKind.DEEP_SELL.value: deep_sell(knowledge),
        OfferKind.LAUNCH.value: launch(knowledge),
        OfferKind.MILESTONE.value: milestone(knowledge, policy),
        OfferKind.FORGOTTEN_RANGE.value: forgotten_range(knowledge),
        OfferKind.THRESHOLD_FILLER.value: threshold_filler(knowledge, policy),
    }
    return {name: meeting_needs(source, knowledge.kinds, knowledge.related) for name, source in found.items()}


def standard_rank(policy: Policy, knowledge: Knowledge | None = None) -> Rank:
    """By the margin an offer is expected to add."""
    if knowledge is None:
        return expected_incremental_margin(policy)
    return expected_incremental_margin(policy, knowledge.returned, knowledge.chances)


def standard_ranking(policy: Policy, knowledge: Knowledge | None = None, by_hand: HandRules | None = None) -> Ranking:
    """By that margin, above the shop's minimums, with its levers, its hand rules and some variety."""
    return ranking(
        policy, standard_rank(policy, knowledge), preferring_needs(None if by_hand is None else ordered(by_hand))
    )
