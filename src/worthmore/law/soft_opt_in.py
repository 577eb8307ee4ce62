"""The customer exception of Directive 2002/58 art. 13(2): every condition checked, none assumed."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from worthmore.law.standards import Standard
from worthmore.law.wording import CHANNELS
from worthmore.vocabulary.permission import Condition, Question, SaleContact, Subject


def soft_conditions(asked: Standard, subject: Subject, question: Question) -> tuple[Condition, ...]:
    """Conditions a to f, for the recorded contact that meets most of them; a time limit where the row has one."""
    contacts = [one for one in subject.sale_contacts if one.channel is question.channel and one.at <= question.at]
    found = [_of_contact(asked, one, question.at) for one in contacts] or [_unrecorded(question)]
    best = found[0] if len(found) == 1 else max(found, key=_met)
    return (*best, *_of_message(asked.similar_narrow, question.similar, question.opt_out_in_message))


def _met(conditions: tuple[Condition, ...]) -> int:
    return sum(condition.met for condition in conditions)


def _unrecorded(question: Question) -> tuple[Condition, ...]:
    nothing = f"no record of how the address for {CHANNELS[question.channel]} was obtained"
    return (
        Condition("obtained_directly_by_same_legal_entity", False, nothing),
        Condition("in_context_of_sale", False, nothing),
        Condition("optout_offered_at_collection", False, nothing),
    )


def _of_contact(asked: Standard, contact: SaleContact, at: datetime) -> tuple[Condition, ...]:
    day = contact.at.date()
    found = (
        Condition(
            "obtained_directly_by_same_legal_entity",
            contact.by_seller,
            f"obtained on {day} by this seller" if contact.by_seller else f"obtained on {day} by somebody else",
        ),
        _sale(asked, contact),
        Condition(
            "optout_offered_at_collection",
            contact.opt_out_offered,
            "a free opt-out was offered then" if contact.opt_out_offered else "no opt-out was offered then",
        ),
    )
    return (*found, _recent(asked.max_age_months, contact, at)) if asked.max_age_months else found


def _sale(asked: Standard, contact: SaleContact) -> Condition:
    if contact.in_sale:
        return Condition("in_context_of_sale", True, f"obtained in the sale of {contact.at.date()}")
    if contact.negotiated and asked.negotiations_count:
        return Condition("in_context_of_sale", True, f"obtained while negotiating a sale on {contact.at.date()}")
    detail = "obtained while negotiating, which is not enough here" if contact.negotiated else "not obtained in a sale"
    return Condition("in_context_of_sale", False, detail)


def _recent(months: int, contact: SaleContact, at: datetime) -> Condition:
    last = last_sale(contact, at)
    met = months_between(last, at) < months
    return Condition("recent_enough", met, f"the last sale was on {last.date()}; the limit is {months} months")


def last_sale(contact: SaleContact, at: datetime) -> datetime:
    """The last sale known at a moment; one dated after it does not count yet."""
    return contact.last_sale_at if contact.last_sale_at and contact.last_sale_at <= at else contact.at


def months_between(earlier: datetime, later: datetime) -> int:
    """Whole months from one moment to another, as a calendar counts them."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - ((later.day, later.timetz()) < (earlier.day, earlier.timetz()))


@lru_cache(maxsize=8)
def _of_message(narrow: bool, similar: bool, way_out: bool) -> tuple[Condition, ...]:
    reading = " (read narrowly here: the same or typical use, accessories, replacements)" if narrow else ""
    about = "about own products similar to those bought" if similar else "not about own similar products"
    carries = "the message carries a way out" if way_out else "the message carries no way out"
    return (
        Condition("own_similar_products", similar, about + reading),
        Condition("optout_in_every_message", way_out, carries),
        Condition("not_objected", True, "no objection stands"),
    )
