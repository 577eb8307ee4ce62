"""What is said of plans and contracts: usage, trials, terms, additions and what is new; only what the person knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from worthmore.decide.amounts import number
from worthmore.decide.wording.plans.de import GERMAN
from worthmore.decide.wording.plans.en import ENGLISH
from worthmore.decide.wording.plans.fi import FINNISH
from worthmore.decide.wording.plans.fr import FRENCH
from worthmore.decide.wording.plans.nl import DUTCH
from worthmore.decide.wording.plans.phrases import PlanPhrases
from worthmore.decide.wording.points import points
from worthmore.decide.wording.telling import Sentences, Telling
from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.contracts import ContractOffer, Filled, Gain
from worthmore.vocabulary.decision import OfferKind

PHRASES: Mapping[str, PlanPhrases] = MappingProxyType(
    {"nl": DUTCH, "en": ENGLISH, "fi": FINNISH, "fr": FRENCH, "de": GERMAN}
)
MONTH, YEAR = 1, 12


def _said(telling: Telling) -> PlanPhrases:
    return PHRASES[telling.language]


def _offer(telling: Telling) -> ContractOffer:
    about = telling.candidate.of_contract
    if about is None:
        raise ValueError(f"an offer of kind {telling.candidate.kind} is about a contract, and names none")
    return about


def _needed(telling: Telling) -> str:
    """Why the next plan: a limit that was neared, something tried, or a trial that ends."""
    about, said = _offer(telling), _said(telling)
    if about.filled:
        return " ".join(_filled(telling, filled) for filled in about.filled)
    if about.tried:
        features = _listed(telling, [_label(telling, kind) for kind in about.tried])
        return said.tried.fill(len(about.tried), features=features, anchor=telling.anchor)
    days = _days_left(telling, about.contract.trial_until)
    return said.trial_ends.fill(days, count=number(days, telling.language), anchor=telling.anchor)


def _filled(telling: Telling, filled: Filled) -> str:
    amounts = _listed(telling, [_amount(telling, filled.kind, one, bare=True) for one in filled.amounts])
    return _said(telling).filled.format(
        label=_headed(telling, filled.kind),
        amounts=amounts,
        included=_amount(telling, filled.kind, filled.included),
        period=_period(telling, filled),
    )


def _plenty(telling: Telling) -> str:
    """Why the smaller plan: the most that was used of each limit."""
    said = _said(telling)
    return " ".join(
        said.plenty.format(
            label=_headed(telling, filled.kind),
            amount=_amount(telling, filled.kind, max(filled.amounts), bare=True),
            included=_amount(telling, filled.kind, filled.included),
            period=_period(telling, filled),
        )
        for filled in _offer(telling).filled
    )


def _renewing(telling: Telling) -> str:
    days = _days_left(telling, _offer(telling).contract.renews_at)
    return _said(telling).renews.fill(days, count=number(days, telling.language), anchor=telling.anchor)


def _addition(telling: Telling) -> str:
    return _said(telling).addition.format(anchor=telling.anchor)


def _new(telling: Telling) -> str:
    return _said(telling).new.format(anchor=telling.anchor)


def _congratulated(telling: Telling) -> str:
    about, said = _offer(telling), _said(telling)
    if about.reached is None:
        raise ValueError("an offer at a milestone names the milestone")
    amount = _amount(telling, about.reached.kind, about.reached.amount)
    label = about.reached.kind.label(telling.language)
    if said.milestone.index("{label}") < said.milestone.index("{amount}"):
        label = _headed(telling, about.reached.kind)
    told = said.milestone.format(label=label, amount=amount, anchor=telling.anchor)
    return f"{told} {about.advice}".rstrip()


def _larger(telling: Telling) -> str:
    about = _offer(telling)
    gained = [_more(telling, gain) for gain in about.gains]
    return _told(telling, [*gained, *(_label(telling, kind) for kind in about.features)], _changed(telling))


def _smaller(telling: Telling) -> str:
    included = [_included(telling, gain) for gain in _offer(telling).gains]
    return _told(telling, [*included, _said(telling).enough], _changed(telling))


def _longer(telling: Telling) -> str:
    about = _offer(telling)
    saved = (about.reference - telling.candidate.product.price) * about.contract.seats
    paid = _for_term(telling, telling.money(about.paid), about.paid_months)
    saves = _said(telling).saves.format(amount=telling.money(saved), paid=_seats(telling, paid))
    return _told(telling, [], f"{_price(telling)}; {saves}")


def _added(telling: Telling) -> str:
    return _told(telling, [_said(telling).on_contract], _price(telling))


def _launched(telling: Telling) -> str:
    features = [_label(telling, kind) for kind in _offer(telling).features]
    better = points(telling.candidate, telling.phrases, telling.language)[:1]
    return _told(telling, features or better, telling.price)


def _told(telling: Telling, said: Sequence[str], price: str) -> str:
    return f"{telling.product}: {'; '.join([*([', '.join(said)] if said else []), price])}"


def _price(telling: Telling) -> str:
    return _seats(telling, _for_term(telling, telling.price, _offer(telling).term_months))


def _changed(telling: Telling) -> str:
    """The new price, and beside it what is paid now."""
    about = _offer(telling)
    if about.paid == 0:
        return _price(telling)
    paid = telling.money(about.paid)
    if about.paid_months != about.term_months:
        paid = _for_term(telling, paid, about.paid_months)
    return _said(telling).instead.format(price=_price(telling), paid=_seats(telling, paid))


def _for_term(telling: Telling, price: str, months: int) -> str:
    said = _said(telling)
    if months in (MONTH, YEAR):
        return (said.per_month if months == MONTH else said.per_year).format(price=price)
    return said.per_months.format(price=price, count=number(months, telling.language))


def _seats(telling: Telling, price: str) -> str:
    seats = _offer(telling).contract.seats
    return price if seats == 1 else f"{number(seats, telling.language)} × {price}"


def _more(telling: Telling, gain: Gain) -> str:
    if gain.offered is None or gain.included is None:
        return _included(telling, gain)
    amount = _amount(telling, gain.kind, gain.offered - gain.included)
    return _said(telling).more.format(amount=amount, label=_label(telling, gain.kind))


def _included(telling: Telling, gain: Gain) -> str:
    said, label = _said(telling), _label(telling, gain.kind)
    if gain.offered is None:
        return said.unlimited.format(label=label)
    return said.includes.format(amount=_amount(telling, gain.kind, gain.offered), label=label)


def _period(telling: Telling, filled: Filled) -> str:
    said = _said(telling)
    phrase = {MONTH: said.months, YEAR: said.years}.get(filled.period_months, said.periods)
    return phrase.format(count=number(len(filled.amounts), telling.language))


def _listed(telling: Telling, texts: Sequence[str]) -> str:
    if len(texts) < 2:
        return "".join(texts)
    return _said(telling).both.format(first=", ".join(texts[:-1]), last=texts[-1])


def _amount(telling: Telling, kind: AttributeKind, amount: float, bare: bool = False) -> str:
    figures = number(Decimal(str(amount)), telling.language)
    return figures if bare or not kind.unit else f"{figures} {kind.unit}"


def _label(telling: Telling, kind: AttributeKind) -> str:
    return kind.label(telling.language)


def _headed(telling: Telling, kind: AttributeKind) -> str:
    """The label as it begins a sentence."""
    label = _label(telling, kind)
    return label[:1].upper() + label[1:]


def _days_left(telling: Telling, until: datetime | None) -> int:
    """Whole days until a moment, at least one."""
    return 1 if until is None else max((until - telling.situation.at).days, 1)


SENTENCES: Mapping[OfferKind, Sentences] = MappingProxyType(
    {
        OfferKind.PLAN_UPGRADE: (_needed, _larger),
        OfferKind.PLAN_DOWNGRADE: (_plenty, _smaller),
        OfferKind.LONGER_TERM: (_renewing, _longer),
        OfferKind.DEEP_SELL: (_addition, _added),
        OfferKind.LAUNCH: (_new, _launched),
        OfferKind.MILESTONE: (_congratulated, _larger),
    }
)
"""How each of these kinds is told."""
