"""The customer exception of Directive 2002/58 art. 13(2): every condition checked, none assumed."""

from __future__ import annotations

from datetime import datetime

from worthmore.law.standards import Standard
from worthmore.law.wording import CHANNELS
from worthmore.vocabulary.permission import Condition, Question, SaleContact, Subject

NOT_OBJECTED = Condition("not_objected", True, "no objection stands")


def soft_conditions(asked: Standard, subject: Subject, question: Question) -> tuple[Condition, ...]:
    """Conditions a to f, for the recorded contact that meets most of them; a time limit where the row has one."""
    contacts = [one for one in subject.sale_contacts if one.channel is question.channel and one.at <= question.at]
    best: tuple[Condition, ...] = _unrecorded(question)
    for contact in contacts:
        found = _of_contact(asked, contact, question.at)
        if contact is contacts[0] or _met(found) > _met(best):
            best = found
    return (*best, _similar(asked, question), _opt_out(question), NOT_OBJECTED)


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


def _similar(asked: Standard, question: Question) -> Condition:
    narrow = " (read narrowly here: the same or typical use, accessories, replacements)" if asked.similar_narrow else ""
    found = "about own products similar to those bought" if question.similar else "not about own similar products"
    return Condition("own_similar_products", question.similar, found + narrow)


def _opt_out(question: Question) -> Condition:
    given = question.opt_out_in_message
    return Condition("optout_in_every_message", given, "the message carries" + (" a" if given else " no") + " way out")
