"""What the page of texts says: frames, tones, what is wrong with a text and how to mend it. Marked for translation."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from worthmore.decide.wording.checking import LONGEST, Fault, Problem
from worthmore.decide.wording.fields import fields_of
from worthmore.vocabulary.journey import Tone
from worthmore.vocabulary.texts import Frame, Slot

FRAMES = {
    Frame.PLAIN: _("plain"),
    Frame.SAVING: _("saving"),
    Frame.SAFETY: _("safety"),
    Frame.EXCLUSIVE: _("for customers only"),
    Frame.QUALITY: _("quality"),
    Frame.COMFORT: _("comfort"),
    Frame.REWARD: _("reward"),
    Frame.COMPLETENESS: _("completeness"),
}
TONES = {
    Tone.PLAIN: _("everybody"),
    Tone.NEWCOMER: _("newcomers"),
    Tone.ENTHUSIAST: _("enthusiasts"),
    Tone.HARDLY_EVER_USER: _("those who hardly use it"),
}
FIELDS = {
    "why": _("the reason itself; it must stand in every text, once"),
    "product": _("the name of the offered product"),
    "price": _("its price"),
    "brand": _("its brand"),
    "anchor": _("the product it belongs to"),
    "saving": _("what the customer saves"),
    "gap": _("what is missing to free delivery"),
    "count": _("how many customers did the same"),
}
FAULTS = {
    Fault.EMPTY: _("There is no text. Write one, or go back to the built-in text."),
    Fault.TOO_LONG: _("The text is longer than %(longest)s characters. Shorten it from “%(matched)s” on."),
    Fault.NO_WHY: _("{why} must stand in the text exactly once: a customer always reads why."),
    Fault.UNKNOWN_FIELD: _("There is no field %(matched)s. Here you may use %(fields)s."),
    Fault.UNBOUND_FIELD: _("%(matched)s has no value in offers of this kind and frame. Here you may use %(fields)s."),
    Fault.BRACES: _("A brace stands alone at “%(matched)s”. Write a field as {why}."),
    Fault.MARKUP: _("“%(matched)s” is markup or an address. Write plain words."),
    Fault.ONLY_CUSTOMERS: _(
        "“%(matched)s” says that it is for customers only. Say that in the frame “for customers only”, which is used "
        "in campaigns to customers."
    ),
}
CLAIMS = {
    "urgency": _("“%(matched)s” presses for time without saying until when."),
    "stock": _("“%(matched)s” says that little is left without the number in stock."),
    "popularity": _("“%(matched)s” says that others buy or like this without the number who do."),
    "saving": _("“%(matched)s” promises a lower price without the figure."),
    "free": _("“%(matched)s” calls something free without the condition."),
    "green": _("“%(matched)s” claims a general good for the environment."),
    "sale_words": _("“%(matched)s” is kept by law for the seasonal sale."),
    "tone": _("“%(matched)s” sounds as if somebody watched the reader."),
    "shame": _("“%(matched)s” makes the reader feel foolish for saying no."),
    "children": _("“%(matched)s” tells children to buy."),
}
MEND = _("Leave it out, or prove it with a field in the same sentence; here you may use %(fields)s. (%(rule)s)")


def told(problem: Problem, slot: Slot) -> str:
    """What is wrong, where, and how to mend it, in the language of the page."""
    fields = ", ".join(f"{{{name}}}" for name in fields_of(slot))
    facts = {"matched": problem.matched, "fields": fields, "longest": LONGEST, "rule": problem.rule}
    if problem.fault is Fault.CLAIM:
        return f"{gettext(CLAIMS[problem.claim]) % facts} {gettext(MEND) % facts}"
    return gettext(FAULTS[problem.fault]) % facts


def fields_told(slot: Slot) -> Iterator[tuple[str, str]]:
    """Each field that may stand in a text, and what it becomes."""
    for name in fields_of(slot):
        yield f"{{{name}}}", gettext(FIELDS[name])
