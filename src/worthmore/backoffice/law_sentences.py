"""The sentences in which the law gives its answers, to be said in the language of the page."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import format_date
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from worthmore.backoffice.labels import label
from worthmore.backoffice.law_words import CHANNELS, PROOFS, PURPOSES, list_name
from worthmore.backoffice.sentences import Kind, Sentences
from worthmore.law import wording

FORMS = {
    "confirmed by double opt-in": PROOFS["double_opt_in"],
    "given in writing": PROOFS["written"],
    "documented with its proof": PROOFS["documented"],
}
LAW_CHANNELS = {english: CHANNELS[channel] for channel, english in wording.CHANNELS.items()}
LAW_PURPOSES = {english: PURPOSES[purpose] for purpose, english in wording.PURPOSES.items()}
NOT_HELD = "the customer exception does not hold: "


def day(text: str) -> str:
    """A day as this page's readers write it."""
    return format_date(date.fromisoformat(text), "long", locale={"en": "en_GB"}.get(language := spoken(), language))


def spoken() -> str:
    """The language of the page, without a region."""
    return (get_language() or "en").split("-")[0]


def listed(text: str, words: dict[str, str]) -> str:
    """Names joined by "and", each in the page's words."""
    return gettext(" and ").join(label(words, one) for one in text.split(" and "))


def of(names: dict[str, str]) -> str:
    """A pattern for names joined by "and"."""
    either = "|".join(map(re.escape, names))
    return f"(?:{either})(?: and (?:{either}))*"


KINDS = {
    "day": Kind(r"\d{4}-\d\d-\d\d", day),
    "channel": Kind(of(LAW_CHANNELS), lambda name: label(LAW_CHANNELS, name)),
    "purposes": Kind(of(LAW_PURPOSES), lambda text: listed(text, LAW_PURPOSES)),
    "forms": Kind(of(FORMS), lambda text: listed(text, FORMS)),
    "list": Kind(r"[\w.-]+", list_name),
    "row": Kind(r"[\w.-]+"),
    "months": Kind(r"\d+"),
    "who": Kind(r".+"),
}
LAW = Sentences(
    (
        # Before the law: what consent's own queries say
        _("all marketing was stopped by %(who)s on %(day)s"),
        _("letting marketing go on"),
        _("the person asked for silence until %(day)s"),
        _("waiting until then"),
        _("the person wants no personal suggestions, and this is chosen from their data"),
        _("the permission of %(day)s has run out: no purchase and no renewal since (setting consent_months)"),
        _("a renewed permission of this person, or a purchase"),
        # Step 1
        _("the address is on the suppression list"),
        _("the address is not on the suppression list"),
        _("no objection stands"),
        _("the person objected to every channel on %(day)s, and no later act of their own lifts it"),
        _("the person objected to %(channel)s on %(day)s, and no later act of their own lifts it"),
        _("the person withdrew the consent to every channel on %(day)s, and no later act of their own lifts it"),
        _("the person withdrew the consent to %(channel)s on %(day)s, and no later act of their own lifts it"),
        _(
            "only a later act of the person's own: a confirmed link, or a choice on their own page. "
            "Nothing the shop imports or enters lifts it"
        ),
        # Step 2
        _("this address stands on the list %(list)s of %(day)s"),
        _("an explicit consent of this person, given after %(day)s"),
        _("the person taking their address off %(list)s, and the shop loading the list anew"),
        _("the list %(list)s must be checked first, and it has not been loaded"),
        _("loading the current list %(list)s"),
        _("listed on %(list)s, but a later explicit consent of the person wins"),
        _("not on %(list)s as of %(day)s"),
        _("the list %(list)s has not been loaded; load it"),
        _("the list %(list)s is of %(day)s, more than a month old; load the current one"),
        _("the list %(list)s is dated %(day)s, after the moment asked about"),
        # Step 3
        _("explicit consent of %(day)s"),
        _("it would use or reveal a special category of data, and there is no explicit consent for that"),
        _("an explicit consent of this person for special categories of data on this channel"),
        _("leaving the sensitive products out"),
        _("the person is known to be a minor"),
        _("the person is a minor, and this is chosen from their data"),
        _("sending the same to everybody, not chosen from this person's data"),
        # Step 4
        _("consent of %(day)s to %(channel)s"),
        _("a known minor's own consent is not relied on"),
        _("the person consented on %(day)s"),
        _("the consent is of %(day)s and nothing was bought for %(months)s months: re-ask"),
        _("the only statement in favour is dated in the future and does not count yet"),
        _("a permission is dated in the future; check the clock or the import it came from"),
        _("a consent is on record, but not %(forms)s"),
        _("the consent on record is older than the person's last no"),
        _("a consent of this person to %(channel)s for %(purposes)s"),
        _("a consent of this person to %(channel)s for %(purposes)s, %(forms)s"),
        _("not on record: a consent of this person to %(channel)s for %(purposes)s"),
        _("not on record: a consent of this person to %(channel)s for %(purposes)s, %(forms)s"),
        # Step 5
        _("own customer, similar own products: every condition of the customer exception holds"),
        _("no record of how the address for %(channel)s was obtained"),
        _("obtained on %(day)s by this seller"),
        _("obtained on %(day)s by somebody else"),
        _("a free opt-out was offered then"),
        _("no opt-out was offered then"),
        _("obtained in the sale of %(day)s"),
        _("obtained while negotiating a sale on %(day)s"),
        _("obtained while negotiating, which is not enough here"),
        _("not obtained in a sale"),
        _("the last sale was on %(day)s; the limit is %(months)s months"),
        _("about own products similar to those bought"),
        _(
            "about own products similar to those bought (read narrowly here: the same or typical use, accessories, "
            "replacements)"
        ),
        _("not about own similar products"),
        _("not about own similar products (read narrowly here: the same or typical use, accessories, replacements)"),
        _("the message carries a way out"),
        _("the message carries no way out"),
        _("an address the person gave to this legal entity itself"),
        _("an address given in a sale by this seller"),
        _("an address given where a free opt-out stood beside the field"),
        _("a new purchase by this person"),
        _("offering own products similar to what the person bought"),
        _("a working way to say no in the message itself"),
        # Step 6
        _("allowed unless the person objects, and no objection stands"),
        _("allowed: it needs no permission"),
        _("it needs consent, and there is none that counts"),
        _("it is forbidden outright"),
        _("a message about the person's work"),
        _("no row in force allows it, and what no row allows is denied"),
        _("a row in the rule table that speaks of this channel, capacity and relation"),
        # Doubts
        _("the row %(row)s was last verified on %(day)s, more than a year ago: verify it again"),
        _("the row %(row)s is of low confidence: have counsel check it"),
        _("the country is not known: the strictest rule of all countries holds"),
        _("a time on record has no time zone, so what came first cannot be known"),
        _("recording that time with its time zone"),
    ),
    KINDS,
)


def said(sentence: str) -> str:
    """A sentence of the law in the page's language; several in one are said one by one."""
    if sentence.startswith(NOT_HELD):
        parts = "; ".join(LAW.said(part) for part in sentence[len(NOT_HELD) :].split("; "))
        return gettext("the customer exception does not hold: %(parts)s") % {"parts": parts}
    return LAW.said(sentence)


def known(sentence: str) -> bool:
    """Whether it can be said in every language."""
    return (
        all(LAW.knows(part) for part in sentence.removeprefix(NOT_HELD).split("; "))
        if NOT_HELD in sentence
        else LAW.knows(sentence)
    )
