"""The words for what the rule table and its answers hold: channels, decisions, conditions, duties."""

from __future__ import annotations

from babel import Locale
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from worthmore.law.table import Confidence, Decision, Proof, Topic, When
from worthmore.vocabulary.permission import Act, Audience, Channel, Purpose, Relation

CHANNELS: dict[str, str] = {
    Channel.EMAIL: _("e-mail"),
    Channel.SMS: _("text message (SMS)"),
    Channel.MESSAGE_APP: _("message in an app (WhatsApp and the like)"),
    Channel.PUSH: _("notification on the screen"),
    Channel.CALL_LIVE: _("telephone call by a person"),
    Channel.CALL_AUTO: _("telephone call by a machine"),
    Channel.POST: _("letter or card by post"),
    Channel.PARCEL_INSERT: _("leaflet in a parcel"),
    Channel.ONSITE_SESSION: _("suggestion from the basket alone"),
    Channel.ONSITE_PROFILE: _("suggestion from earlier purchases"),
    Channel.AD_AUDIENCE: _("audience for advertisements (Facebook, Google)"),
    Channel.OPEN_PIXEL: _("seeing who opens an e-mail"),
}
PURPOSES: dict[str, str] = {
    Purpose.MARKETING: _("offers"),
    Purpose.AD_AUDIENCE: _("advertisements elsewhere"),
    Purpose.OPEN_TRACKING: _("seeing who opens and clicks"),
    Purpose.SPECIAL_CATEGORY: _("sensitive matters (health, religion and the like)"),
}
AUDIENCES: dict[str, str] = {
    Audience.B2C: _("consumer"),
    Audience.SOLE_TRADER: _("sole trader"),
    Audience.B2B_NAMED: _("named person at a company"),
    Audience.B2B_GENERIC: _("general address of a company (info@)"),
}
RELATIONS: dict[str, str] = {
    Relation.PROSPECT: _("no customer yet"),
    Relation.ACCOUNT_ONLY: _("has an account, bought nothing"),
    Relation.CART_ONLY: _("filled a cart, bought nothing"),
    Relation.CUSTOMER: _("customer"),
    Relation.EX_CUSTOMER: _("former customer"),
}
DECISIONS: dict[str, str] = {
    Decision.DENY: _("not allowed"),
    Decision.CONSENT: _("only after a yes"),
    Decision.SOFT: _("own customers, similar products"),
    Decision.OPTOUT: _("allowed until a no"),
    Decision.ALLOW: _("allowed"),
    Decision.REQUIRE: _("obligatory"),
    Decision.FORBID: _("forbidden"),
    Decision.WARN: _("take care"),
}
DECISIONS_MEAN: dict[str, str] = {
    Decision.DENY: _("This may not be done, whatever the person said."),
    Decision.CONSENT: _("First the person says yes, for this channel and this purpose, and you can prove it."),
    Decision.SOFT: _(
        "You may write to your own customers about similar products of your own, if you got the address at the sale, "
        "offered a way out then, and offer one in every message. Otherwise you need a yes."
    ),
    Decision.OPTOUT: _("You may, until the person says no or stands on a list to be checked."),
    Decision.ALLOW: _("This needs no permission."),
    Decision.REQUIRE: _("You must do this."),
    Decision.FORBID: _("You must not do this."),
    Decision.WARN: _("Lawyers do not agree: think before you do this."),
}
TOPICS: dict[str, str] = {
    Topic.PERMISSION: _("May we reach somebody?"),
    Topic.CHECKOUT: _("Ordering and paying"),
    Topic.PRICE: _("Prices and reductions"),
    Topic.COPY: _("Words in offers"),
    Topic.BUNDLE: _("Bundles and insurance"),
    Topic.WIDGET: _("Accessible pages"),
    Topic.CHAT: _("Chatting machines"),
    Topic.MAIL: _("Sending e-mail"),
    Topic.SUBSCRIPTION: _("Subscriptions"),
    Topic.PRIVACY: _("Privacy"),
}
CONFIDENCES: dict[str, str] = {
    Confidence.HIGH: _("sure"),
    Confidence.MEDIUM: _("fairly sure"),
    Confidence.LOW: _("unsure: ask a lawyer"),
}
WHENS: dict[str, str] = {
    When.OBJECTED: _("after an objection"),
    When.SPECIAL_CATEGORY: _("about health, religion and the like"),
    When.NOT_PERSONALISED: _("when it is the same for everybody"),
    When.BASKET_ONLY: _("from the basket alone"),
    When.ABOUT_WORK: _("about the person's work"),
    When.IMPERSONAL_ADDRESS: _("to an address that names nobody"),
}
PROOFS: dict[str, str] = {
    Proof.DOUBLE_OPT_IN: _("confirmed by a link (double opt-in)"),
    Proof.WRITTEN: _("in writing"),
    Proof.DOCUMENTED: _("with its proof on record"),
}
ACTS: dict[str, str] = {
    Act.GIVEN: _("yes"),
    Act.WITHDRAWN: _("yes taken back"),
    Act.OBJECTED: _("no"),
    Act.LIFTED: _("no taken back"),
}
CONDITIONS = {
    "not_stopped": _("Marketing is not stopped"),
    "no_pause": _("No pause asked for"),
    "suggestions_on": _("Personal suggestions are not switched off"),
    "consent_not_run_out": _("The yes is not too old"),
    "not_suppressed": _("Not on the shop's own list of addresses to leave alone"),
    "no_objection": _("No objection stands"),
    "not_objected": _("No objection stands"),
    "consent": _("A valid yes"),
    "special_category_consent": _("An explicit yes for sensitive matters"),
    "not_a_minor": _("Not a child, or not chosen from their data"),
    "obtained_directly_by_same_legal_entity": _("The address was given to this seller itself"),
    "in_context_of_sale": _("The address was given in a sale"),
    "optout_offered_at_collection": _("A way to say no was offered then"),
    "recent_enough": _("The last sale is recent enough"),
    "own_similar_products": _("It is about own, similar products"),
    "optout_in_every_message": _("The message offers a way to say no"),
}
LISTS = {
    "DNCM": "Bel-me-niet-meer / Ne m’appelez plus (DNCM)",
    "ROBINSON_BE": "Robinson (BE)",
    "POSTFILTER": "Postfilter",
    "ROBINSON_FI_PHONE": "Robinson, puhelin (FI)",
    "ROBINSON_FI_POST": "Robinson, posti (FI)",
    "ROBINSON_FR": "Robinson / Stop Publicité (FR)",
    "BLOCTEL": "Bloctel",
    "TPS": "Telephone Preference Service (TPS)",
    "CTPS": "Corporate Telephone Preference Service (CTPS)",
    "MPS": "Mailing Preference Service (MPS)",
    "DNC": "National Do Not Call Registry (DNC)",
}
"""Proper names of do-not-contact lists: the same in every language."""
UNIONS = {"EU": _("European Union"), "ANY": _("everywhere"), "": _("not known")}


def country_name(code: str) -> str:
    """A country or union in the language of the page; its code where it has no name."""
    if code in UNIONS:
        return gettext(UNIONS[code])
    return str(Locale.parse((get_language() or "en").split("-")[0]).territories.get(code, code))


def list_name(name: str) -> str:
    """A do-not-contact list by its own name."""
    return LISTS.get(name, name)


def condition_name(name: str) -> str:
    """What was checked. A list of numbers or addresses goes by its own name."""
    if name.startswith("list:"):
        return gettext("Not on the list %(list)s") % {"list": list_name(name.partition(":")[2])}
    return gettext(CONDITIONS[name]) if name in CONDITIONS else name
