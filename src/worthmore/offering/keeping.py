"""How a decision is kept: what it saw, offered and refused, as JSON text. No name, no address, no customer number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

import msgspec

from worthmore.offering.recorded import RecordedDecision
from worthmore.outcomes.refusals_text import write_refusals
from worthmore.outcomes.rows import DecisionRow
from worthmore.vocabulary.contracts import Contract
from worthmore.vocabulary.decision import Decision, Offer
from worthmore.vocabulary.journey import Stage, Tone
from worthmore.vocabulary.permission import Channel, Verdict
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.satisfaction import Grade
from worthmore.vocabulary.situation import CartLine, Permission, Person
from worthmore.vocabulary.standing import Case, OrderState
from worthmore.vocabulary.texts import Frame


class KeptLine(msgspec.Struct, omit_defaults=True):
    """One line of the cart."""

    product: str
    quantity: int
    unit_price: int
    accepted_extra: int = 0


class KeptVerdict(msgspec.Struct, omit_defaults=True):
    """One answer of the law: the rule that decided, at which step, and of what goes to a person all that was checked.

    `similar`: asked of products similar to those bought.
    """

    allowed: bool
    rule: str
    step: int
    similar: bool = False
    conditions: dict[str, bool] = {}
    duties: list[str] = []


class KeptContract(msgspec.Struct, omit_defaults=True):
    """A contract, without its number: for what, when it was last used, and what was used lately, oldest first."""

    product: str
    last_used_at: datetime | None = None
    trial_until: datetime | None = None
    usage: dict[str, list[float]] = {}


class KeptPerson(msgspec.Struct, omit_defaults=True):
    """What of the person mattered: how much they own, what they declined, how happy they are, how they stand.

    `ordered_at` is their last purchase; `cases` and `orders` are those that may hold offers back, `contracts` those
    they have here. `grade` and `score` are what all evidence of their satisfaction says, `stage` where they stand,
    `needs` how many they told, `shown` the products shown in vain and `accepted` those they said yes to.
    """

    owned: int
    refused: list[str] = []
    satisfaction: float | None = None
    refused_kinds: Mapping[str, int] = {}
    country: str = ""
    ordered_at: datetime | None = None
    cases: tuple[Case, ...] = ()
    orders: tuple[OrderState, ...] = ()
    contacts: tuple[tuple[Channel, datetime], ...] = ()
    contact_every_days: int = 0
    verdicts: list[KeptVerdict] = []
    contracts: list[KeptContract] = []
    grade: Grade = Grade.UNKNOWN
    score: float | None = None
    stage: Stage = Stage.VISITOR
    needs: int = 0
    shown: list[str] = []
    accepted: list[str] = []


class KeptSituation(msgspec.Struct, omit_defaults=True):
    """What the decision saw. `page` is shared by the decisions of one page, `block` is its place there."""

    language: str
    limit: int
    cart: list[KeptLine] = []
    chosen: str | None = None
    person: KeptPerson | None = None
    history_known: bool = True
    exclude: list[str] = []
    warnings: list[str] = []
    channel: Channel = Channel.ONSITE_SESSION
    page: str = ""
    block: str = ""


class KeptReduction(msgspec.Struct, omit_defaults=True):
    """The reduction an offer announced: the prices, since when, and the row that allowed it."""

    was: int
    lowest_30_days: int | None
    percent: int
    began_at: datetime
    rule: str


class KeptOffer(msgspec.Struct, omit_defaults=True):
    """One offer with the figures it was chosen by; its source's own chances where something learned knew better.

    `frame`, `tone` and `text_number` are how it was said: the version of the shop's own text, 0 for the built-in one.
    `review` is the shop's id of the review that was quoted.
    """

    kind: str
    product: str
    anchor: str | None
    price: int
    currency: str
    premium: float | None
    chance: float
    base_chance: float
    expected_margin: float
    basis: str
    reason: str
    words: str
    propensity: float = 1.0
    reduction: KeptReduction | None = None
    source_chance: float | None = None
    source_base_chance: float | None = None
    frame: Frame = Frame.PLAIN
    tone: Tone = Tone.PLAIN
    text_number: int = 0
    review: str = ""


def decision_row(recorded: RecordedDecision) -> DecisionRow:
    """The row of one decision."""
    decision, situation = recorded.decision, recorded.situation
    return DecisionRow(
        id=recorded.id,
        at=recorded.at,
        source=recorded.source,
        placement=situation.placement.name,
        person_key=situation.person.key if situation.person else "",
        arm=recorded.arm,
        model_version=recorded.model_version,
        rules_version=recorded.rules_version,
        offer_count=len(decision.offers),
        offer_kinds=_kinds(decision),
        saw=_json(_situation(recorded)),
        offers=_json([_offer(offer) for offer in decision.offers]),
        refused=write_refusals(decision.refused),
    )


def _json(value: object) -> str:
    return _encoder.encode(value).decode()


def _kinds(decision: Decision) -> str:
    counts = Counter(offer.candidate.kind.value for offer in decision.offers)
    return ",".join(f"{kind}:{count}" for kind, count in sorted(counts.items()))


def _situation(recorded: RecordedDecision) -> KeptSituation:
    situation = recorded.situation
    return KeptSituation(
        language=situation.language,
        limit=situation.limit,
        cart=[_line(line) for line in situation.cart],
        chosen=situation.chosen.id if situation.chosen else None,
        person=_person(situation.person, situation.placement.proactive) if situation.person else None,
        history_known=situation.history_known,
        exclude=sorted(situation.exclude),
        warnings=[warning.code for warning in recorded.warnings],
        channel=situation.placement.channel,
        page=recorded.page,
        block=recorded.block,
    )


def _line(line: CartLine) -> KeptLine:
    return KeptLine(line.product.id, line.quantity, line.unit_price, line.accepted_extra)


def _person(person: Person, proactive: bool) -> KeptPerson:
    standing = person.standing
    return KeptPerson(
        owned=len(person.owned),
        refused=sorted(person.refused),
        satisfaction=person.satisfaction,
        refused_kinds=person.refused_kinds,
        country=person.country,
        ordered_at=standing.ordered_at,
        cases=standing.cases,
        orders=standing.orders,
        contacts=person.contacts,
        contact_every_days=person.contact_every_days,
        verdicts=_verdicts(person.permission, proactive),
        contracts=[_contract(one) for one in person.contracts],
        grade=person.felt.grade,
        score=None if person.felt.score is None else round(person.felt.score, 4),
        stage=person.stage,
        needs=len(person.needs),
        shown=sorted(person.shown),
        accepted=sorted(person.accepted),
    )


def _contract(contract: Contract) -> KeptContract:
    usage = {counter: [period.amount for period in used] for counter, used in contract.usage.items()}
    return KeptContract(contract.product_id, contract.last_used_at, contract.trial_until, usage)


def _verdicts(permission: Permission | None, proactive: bool) -> list[KeptVerdict]:
    if permission is None:
        return []
    if proactive:
        return [_sent(permission.similar, True), _sent(permission.other, False)]
    shown = permission.other
    return [KeptVerdict(shown.allowed, shown.rule, shown.step)]


def _sent(verdict: Verdict, similar: bool) -> KeptVerdict:
    conditions = {one.name: one.met for one in verdict.conditions}
    return KeptVerdict(verdict.allowed, verdict.rule, verdict.step, similar, conditions, list(verdict.duties))


def _offer(offer: Offer) -> KeptOffer:
    candidate, source = offer.candidate, offer.source_chances or (None, None)
    return KeptOffer(
        kind=candidate.kind.value,
        product=candidate.product.id,
        anchor=candidate.anchor.id if candidate.anchor else None,
        price=candidate.product.price,
        currency=candidate.product.currency,
        premium=offer.premium.share if offer.premium else None,
        chance=candidate.chance,
        base_chance=candidate.base_chance,
        expected_margin=offer.expected_margin,
        basis=candidate.evidence.basis.value,
        reason=offer.words.reason,
        words=offer.words.text,
        propensity=offer.propensity,
        reduction=_reduction(offer.reduction) if offer.reduction else None,
        source_chance=source[0],
        source_base_chance=source[1],
        frame=offer.words.manner.frame,
        tone=offer.words.manner.tone,
        text_number=offer.words.manner.text_number,
        review=offer.words.quote.review if offer.words.quote else "",
    )


def _reduction(told: Reduction) -> KeptReduction:
    return KeptReduction(told.was, told.lowest_30_days, told.percent, told.began_at, told.rule)


_encoder = msgspec.json.Encoder()
