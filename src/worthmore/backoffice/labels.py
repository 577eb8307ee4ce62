"""The words for stored names: what a shopkeeper reads instead of `already_owned` or `thank_you`."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from worthmore.vocabulary.evidence import Basis

BASES: dict[str, str] = {
    Basis.BASKETS: _("bought together"),
    Basis.CUSTOMERS: _("bought by the same customers"),
    Basis.ATTRIBUTES: _("attributes in the catalogue"),
    Basis.SWAPS: _("bought instead by customers with similar baskets"),
    Basis.HAND: _("set by hand"),
    Basis.GAP: _("closes the gap to free delivery"),
    Basis.USAGE: _("own use of the contract"),
    Basis.CONTRACT: _("terms of the contract"),
    Basis.INSTEAD: _("taken in its place by the same customers"),
    Basis.ALIKE: _("products like it; too few bought this one"),
}
KINDS = {
    "upgrade": _("better version"),
    "complement": _("goes with it"),
    "also_bought": _("also bought"),
    "threshold_filler": _("to free delivery"),
    "size_up": _("the larger one"),
    "impulse": _("something small"),
    "protection": _("protection"),
    "service": _("maintenance"),
    "refill": _("used up"),
    "replacement": _("worn out"),
    "next_size": _("next size"),
    "bundle": _("set"),
    "funnel_step": _("extra, step by step"),
    "golden": _("the whole order again"),
    "deep_sell": _("on the same contract"),
    "plan_upgrade": _("larger plan"),
    "plan_downgrade": _("smaller plan that fits"),
    "longer_term": _("longer term"),
    "launch": _("new"),
    "forgotten_range": _("range never seen"),
    "milestone": _("milestone"),
    "clearance": _("clearance"),
}
PLACEMENTS = {
    "product_page": _("Product page"),
    "comparison": _("Comparison"),
    "category": _("Category page"),
    "cart": _("Cart"),
    "checkout": _("Checkout"),
    "thank_you": _("Thank-you page"),
    "funnel": _("Step by step after the choice"),
    "account": _("Account page"),
    "till_upsell": _("Till, first question"),
    "till_cross_sell": _("Till, second question"),
}
CHANNELS = {"web": _("webshop"), "till": _("till"), "phone": _("phone")}
SATISFACTION = {
    "survey": _("survey"),
    "review": _("review"),
    "complaint": _("complaint"),
    "nps": _("recommendation score"),
}
EVIDENCE = {
    "score": _("told in a number"),
    "review": _("review"),
    "complaint": _("complaint"),
    "late_parcel": _("late parcel"),
    "withdrawal": _("withdrawal from a purchase"),
    "return": _("something sent back"),
    "used": _("uses it a lot"),
    "hardly_used": _("does not use it"),
}
CASES = {
    "complaint": _("complaint"),
    "late_parcel": _("late parcel"),
    "withdrawal": _("withdrawal from a purchase"),
    "question": _("question"),
}
GRADES = {
    "enthusiast": _("enthusiast"),
    "content": _("content"),
    "unknown": _("unknown"),
    "hardly_ever_user": _("hardly uses it"),
    "dissatisfied": _("dissatisfied"),
}
STAGES = {
    "visitor": _("visitor"),
    "first_purchase": _("first purchase"),
    "learning": _("learning to use it"),
    "satisfied_use": _("satisfied use"),
    "habit": _("habit"),
    "expert": _("expert"),
    "lapsing": _("lapsing"),
    "lost": _("lost"),
}
WAITS = {
    "repair": _("dissatisfied: repair that first"),
    "help": _("does not use what they have: help first"),
    "just_bought": _("has only just bought"),
    "time_to_use": _("has time to use what they bought"),
    "returned": _("sent something back"),
    "under_way": _("an order is under way"),
    "solved": _("a complaint was only just solved"),
}
TOLD_AT = {
    "form": _("in a form"),
    "till": _("at the till"),
    "api": _("in the webshop"),
    "preference": _("as a preference"),
    "csv": _("in an import"),
}
GUARDS = {
    "history": _("history not readable"),
    "objection": _("said no"),
    "minor": _("a child"),
    "sensitive_category": _("sensitive product"),
    "permission": _("no permission"),
    "personal_suggestions_off": _("wants no personal suggestions"),
    "open_case": _("open complaint or late parcel"),
    "unpaid": _("something unpaid"),
    "recent_return": _("sent something back lately"),
    "before_delivery": _("order not delivered yet"),
    "first_days": _("bought just now"),
    "contact_cap": _("reached often enough"),
    "quiet_hours": _("quiet hours"),
    "refused_type": _("declined this kind twice"),
    "not_due_yet": _("not due yet"),
    "sper_period": _("closed month before the sale"),
    "joint_offer": _("forbidden joint offer"),
    "dissatisfied": _("dissatisfied customer"),
    "help_first": _("hardly used: help first"),
    "refused_recently": _("declined recently"),
    "accepted_already": _("said yes to it already"),
    "shown_enough": _("shown often without an answer"),
    "need": _("not what they said they need"),
    "time_to_use": _("time to use what they bought"),
    "excluded": _("left out on request"),
    "in_cart": _("already in the cart"),
    "already_owned": _("already owned"),
    "just_bought": _("the one before was just bought"),
    "currency": _("other currency"),
    "inactive": _("not sold today"),
    "stock": _("out of stock"),
    "hand_rule": _("your own rule"),
    "conflicts": _("does not go together"),
    "protected": _("protected already"),
    "overstock": _("must go, so not as advice"),
    "impulse": _("not small against the basket"),
    "below_cost": _("below cost"),
    "premium": _("premium too high"),
    "added_value": _("dearer but not better"),
    "control_group": _("control group"),
    "worth_too_little": _("earns too little"),
    "duplicate": _("offered already"),
    "alike": _("another of its sort is offered"),
    "outranked": _("others are worth more"),
    "page_room": _("another block of the page earns more"),
}
WARNINGS = {
    "unknown_source": _("Nothing is known of this shop yet."),
    "unknown_product": _("A product number is unknown and was left out."),
    "unknown_customer": _("The customer number is unknown: decided as for a new visitor."),
    "history_unavailable": _("The customer's history could not be read: nothing is offered."),
    "bad_quantity": _("A quantity cannot be used; the line was left out."),
}


def label(words: Mapping[str, str], name: str) -> str:
    """The words for a name in the language of the page; the name itself where there are none."""
    return gettext(words[name]) if name in words else name
