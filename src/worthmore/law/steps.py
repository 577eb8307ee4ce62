"""The steps of the order of precedence, each a function from a case to an answer, or None to go on."""

from __future__ import annotations

from functools import lru_cache

from worthmore.law.case import Case
from worthmore.law.do_not_contact import check_lists
from worthmore.law.soft_opt_in import last_sale, months_between, soft_conditions
from worthmore.law.statements import Said
from worthmore.law.table import Decision
from worthmore.law.wording import CHANNELS, consent_for, forms
from worthmore.vocabulary.permission import Act, Condition, Purpose, Statement, Verdict

REASK_AFTER_MONTHS = 24
"""No statute fixes when a consent expires; two years without a purchase, and we advise to ask again."""

_OWN_ACT = (
    "only a later act of the person's own: a confirmed link, or a choice on their own page. "
    "Nothing the shop imports or enters lifts it"
)
_NO_ROW = "a row in the rule table that speaks of this channel, capacity and relation"
_NO_OBJECTION = Condition("no_objection", True, "no objection stands")
_NOT_SUPPRESSED = Condition("not_suppressed", True, "the address is not on the suppression list")


def objection(case: Case) -> Verdict | None:
    """Step 1 (GDPR art. 21(2)-(3)): a no is absolute, and also holds when it is as old as the last yes.

    Every no suppresses the address as well: who is asked why gets the day of the no, as long as it is on record.
    """
    suppressed = case.subject.suppressed
    no = case.objection()
    if no is not None:
        reason = _refusal(no)
        case.check("no_objection", False, reason)
        return case.denied("objection", 1, reason, (_OWN_ACT,))
    if suppressed and (None in suppressed or case.question.channel in suppressed):
        case.check("not_suppressed", False, "the address is on the suppression list")
        return case.denied("suppression", 1, "the address is on the suppression list", (_OWN_ACT,))
    case.conditions += (_NOT_SUPPRESSED, _NO_OBJECTION)
    return None


def _refusal(no: Statement) -> str:
    what = "withdrew the consent" if no.act is Act.WITHDRAWN else "objected"
    where = f"to {CHANNELS[no.channel]}" if no.channel else "to every channel"
    return f"the person {what} {where} on {no.at.date()}, and no later act of their own lifts it"


def lists(case: Case) -> Verdict | None:
    """Step 2: statutory and agreed do-not-contact lists."""
    question = case.question
    if not case.asked.lists and not case.subject.list_hits:
        return None
    checked = check_lists(case.asked, case.subject, question.channel, question.at, case.consent())
    case.conditions += checked.conditions
    case.warnings += checked.warnings
    return case.denied("list", 2, checked.denied, checked.would_change) if checked.denied else None


def sensitive(case: Case) -> Verdict | None:
    """Step 3 (GDPR art. 8 and 9; UCPD annex I no. 28): special categories need their own yes, minors no profile."""
    if case.question.special_category:
        verdict = _special_category(case)
        if verdict is not None:
            return verdict
    if not case.subject.minor:
        return None
    case.check("not_a_minor", not case.question.personalised, "the person is known to be a minor")
    if not case.question.personalised:
        return None
    reason = "the person is a minor, and this is chosen from their data"
    return case.denied("minor", 3, reason, ("sending the same to everybody, not chosen from this person's data",))


def _special_category(case: Case) -> Verdict | None:
    heard = case.heard(Purpose.SPECIAL_CATEGORY)
    explicit = heard.counted(heard.consent)
    if explicit is not None and heard.objection is None and not case.subject.minor:
        case.check("special_category_consent", True, f"explicit consent of {explicit.at.date()}")
        return None
    reason = "it would use or reveal a special category of data, and there is no explicit consent for that"
    case.check("special_category_consent", False, reason)
    rule = case.asked.special.id if case.asked.special else "default"
    change = "an explicit consent of this person for special categories of data on this channel"
    return case.denied(rule, 3, reason, (change, "leaving the sensitive products out"))


def consent(case: Case) -> Verdict | None:
    """Step 4 (GDPR art. 4(11), 7): a provable yes for this channel and purpose, newer than the last no.

    A consent counts for nothing where the row denies outright, and a known minor's own is not relied on.
    """
    if case.asked.decision is Decision.DENY:
        return None
    if case.subject.minor:
        case.check("consent", False, "a known minor's own consent is not relied on")
        return None
    given = case.consent()
    if given is None:
        _note_missing(case)
        return None
    case.check("consent", True, f"consent of {given.at.date()} to {CHANNELS[case.question.channel]}")
    at = case.question.at
    latest = max([given.at, *(last_sale(one, at) for one in case.subject.sale_contacts)])
    if months_between(latest, at) >= REASK_AFTER_MONTHS:
        case.warnings.append(
            f"the consent is of {given.at.date()} and nothing was bought for {REASK_AFTER_MONTHS} months: re-ask"
        )
    return case.allowed(4, f"the person consented on {given.at.date()}")


def _note_missing(case: Case) -> None:
    for one in case.said.values():
        why = _why_not(one, case)
        if why:
            case.check("consent", False, why)
            return
    case.conditions.append(_not_on_record(_wanted(case)))


def _why_not(heard: Said, case: Case) -> str:
    """Why what was said in favour is not enough; "" where nothing was, or where it is enough."""
    if heard.future is not None:
        case.warnings.append("a permission is dated in the future; check the clock or the import it came from")
        return "the only statement in favour is dated in the future and does not count yet"
    if heard.counted(heard.unproven) is not None and heard.counted(heard.consent) is None:
        return f"a consent is on record, but not {forms(case.asked.proofs)}"
    if (heard.consent or heard.unproven) is not None and heard.counted(heard.consent) is None:
        return "the consent on record is older than the person's last no"
    return ""


@lru_cache(maxsize=512)
def _not_on_record(wanted: str) -> Condition:
    return Condition("consent", False, f"not on record: {wanted}")


def soft_opt_in(case: Case) -> Verdict | None:
    """Step 5 (Directive 2002/58 art. 13(2)): the customer exception, every condition of it."""
    if case.asked.decision is not Decision.SOFT:
        return None
    conditions = soft_conditions(case.asked, case.subject, case.question)
    case.conditions += conditions
    if all(one.met for one in conditions):
        return case.allowed(5, "own customer, similar own products: every condition of the customer exception holds")
    unmet = [one for one in conditions if not one.met]
    reason = "the customer exception does not hold: " + "; ".join(dict.fromkeys(one.detail for one in unmet))
    mended = (_MENDED[one.name] for one in unmet)
    return case.denied(case.asked.name, 5, reason, (*mended, *_consent_or(case)))


_MENDED = {
    "obtained_directly_by_same_legal_entity": "an address the person gave to this legal entity itself",
    "in_context_of_sale": "an address given in a sale by this seller",
    "optout_offered_at_collection": "an address given where a free opt-out stood beside the field",
    "recent_enough": "a new purchase by this person",
    "own_similar_products": "offering own products similar to what the person bought",
    "optout_in_every_message": "a working way to say no in the message itself",
}


def otherwise(case: Case) -> Verdict:
    """Step 6: allowed where the row leaves it to objection, denied everywhere else."""
    decision = case.asked.decision
    if decision is Decision.OPTOUT:
        return case.allowed(6, "allowed unless the person objects, and no objection stands")
    if decision is Decision.ALLOW:
        return case.allowed(6, "allowed: it needs no permission")
    if decision is Decision.CONSENT:
        return case.denied(case.asked.name, 6, "it needs consent, and there is none that counts", _consent_or(case))
    if case.asked.rule is None:
        reason = "no row in force allows it, and what no row allows is denied"
        return case.denied("default", 6, reason, case.asked.hints or (_NO_ROW,))
    return case.denied(case.asked.name, 6, "it is forbidden outright", case.asked.hints)


def _consent_or(case: Case) -> tuple[str, ...]:
    return (_wanted(case), *case.asked.hints)


def _wanted(case: Case) -> str:
    return consent_for(case.question.channel, case.asked.purposes, case.asked.proofs)


STEPS = (objection, lists, sensitive, consent, soft_opt_in)
