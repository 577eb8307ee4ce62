"""Hand rules in the language of the page: the same parts as their English sentences, marked for translation.

A test finds a part that is missing here, or here for nothing.
"""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from worthmore.backoffice.labels import KINDS, PLACEMENTS, label
from worthmore.backoffice.sentences import Kind, Sentences
from worthmore.backoffice.templatetags.office import DATES, language
from worthmore.decide.hand_rules import sentence
from worthmore.decide.hand_rules.sentence import Speech
from worthmore.decide.ports import FindProduct
from worthmore.vocabulary.hand_rules import HandAct, HandRule

TEMPLATES = (
    _("Offer first: %(offers)s"),
    _("Let %(offers)s count for %(percent)s more"),
    _("Offer only after everything else: %(offers)s"),
    _("Never offer %(offers)s"),
    _("Offer %(offers)s only beside %(beside)s"),
    _("Of %(offers)s, offer only what has the brand of what it goes with"),
    _("Of %(offers)s, offer only what costs %(window)s"),
    _("Leave %(stock)s of each on the shelf: %(offers)s"),
    _("%(rule)s, beside %(beside)s"),
    _("%(rule)s, as: %(kinds)s"),
    _("%(rule)s, at: %(places)s"),
    _("%(rule)s, from %(first)s until %(last)s"),
    _("%(rule)s, from %(first)s on"),
    _("%(rule)s, until %(last)s"),
    _("%(least)s to %(most)s"),
    _("%(least)s or more"),
    _("%(most)s or less"),
    _("%(window)s of the price of what it goes with"),
    _("any product"),
    _("products of the category %(categories)s"),
    _("products of the brand %(brands)s"),
    _("products of the category %(categories)s and the brand %(brands)s"),
    _("%(one)s or %(other)s"),
)
ACTS = {
    HandAct.NEVER: _("never offer"),
    HandAct.PIN: _("offer first"),
    HandAct.BOOST: _("offer more often"),
    HandAct.BURY: _("offer last"),
    HandAct.ONLY_WITH: _("offer only beside"),
    HandAct.SAME_BRAND: _("only of the same brand"),
    HandAct.PRICE_WINDOW: _("only within a price window"),
    HandAct.STOCK_FLOOR: _("leave some on the shelf"),
}
EFFECTS = {
    "refused": _("would not be offered"),
    "first": _("would come first"),
    "more": _("would count for more"),
    "last": _("would come last"),
}
WRONG = Sentences(
    (
        _("the last day lies before the first; exchange them"),
        _("%(count)s names; a rule takes %(most)s at most: make two rules"),
        _("a name is empty; remove it"),
        _("what is offered first must be named: give one or more product numbers"),
        _("the boost is %(percent)s percent; it lies between 1 and %(most)s"),
        _("this would forbid every offer everywhere; say which products, kinds or places"),
        _("say beside which products it may be offered"),
        _("a price window needs a least price, a highest price, or both"),
        _("a price cannot be below zero"),
        _("the highest price lies below the least; exchange them"),
        _("say how many must be left: 1 or more"),
        _("there is no rule %(count)s any more; make a new one"),
        _("there are %(most)s rules already; delete what is over first"),
    ),
    {"count": Kind(r"\d+"), "most": Kind(r"\d+"), "percent": Kind(r"-?\d+")},
)
"""What is wrong with a rule, as the rule itself says it."""


def said(rule: HandRule, find: FindProduct, currency: str) -> str:
    """The rule as one sentence in the language of the page."""
    speech = Speech(
        language(),
        gettext,
        lambda kind: label(KINDS, kind),
        lambda placement: label(PLACEMENTS, placement),
        DATES.get(language(), ""),
    )
    return sentence(rule, find, currency, speech)
