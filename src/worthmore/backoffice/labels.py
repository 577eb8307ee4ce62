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
}
KINDS = {
    "upgrade": _("better version"),
    "complement": _("goes with it"),
    "also_bought": _("also bought"),
    "threshold_filler": _("to free delivery"),
}
PLACEMENTS = {
    "product_page": _("Product page"),
    "comparison": _("Comparison"),
    "category": _("Category page"),
    "cart": _("Cart"),
    "checkout": _("Checkout"),
    "thank_you": _("Thank-you page"),
}
CHANNELS = {"web": _("webshop"), "till": _("till"), "phone": _("phone")}
SATISFACTION = {
    "survey": _("survey"),
    "review": _("review"),
    "complaint": _("complaint"),
    "nps": _("recommendation score"),
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
    "refused_recently": _("declined recently"),
    "excluded": _("left out on request"),
    "in_cart": _("already in the cart"),
    "already_owned": _("already owned"),
    "currency": _("other currency"),
    "inactive": _("not sold today"),
    "stock": _("out of stock"),
    "below_cost": _("below cost"),
    "premium": _("premium too high"),
    "added_value": _("dearer but not better"),
    "control_group": _("control group"),
    "worth_too_little": _("earns too little"),
    "duplicate": _("offered already"),
    "alike": _("another of its sort is offered"),
    "outranked": _("others are worth more"),
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
