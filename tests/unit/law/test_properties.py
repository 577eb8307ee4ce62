"""What must hold for every person, question and table that can be thought of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.law.making import LISTS, NOW, TABLE, ago, answer, consent, moment, someone, stated
from worthmore.law.duties import duties
from worthmore.law.table import Confidence, Decision, Proof, Rule, RuleTable, Status, Topic, When
from worthmore.vocabulary.permission import (
    Act,
    Audience,
    Channel,
    ListHit,
    Purpose,
    Question,
    Relation,
    SaleContact,
    Statement,
    Subject,
)

KNOWN = ("BE", "NL", "FI", "DE", "FR", "GB", "US", "SE", "EU")
NO = (Act.OBJECTED, Act.WITHDRAWN)

unhurried = settings(deadline=None)
"""A busy machine is no fault of the law; how fast answers are is measured in benchmarks/permission.py."""

few_days = st.sampled_from([-2, 0, 1, 2, 2, 3, 5, 400]).map(ago)
statements = st.builds(
    Statement,
    st.sampled_from(Act),
    st.sampled_from([None, Channel.EMAIL, Channel.EMAIL, Channel.CALL_LIVE, Channel.SMS]),
    st.sampled_from([None, Purpose.MARKETING, Purpose.MARKETING, Purpose.AD_AUDIENCE]),
    few_days,
    own_act=st.booleans(),
    double_opt_in=st.booleans(),
    written=st.booleans(),
    reference=st.sampled_from(["", "form 7"]),
)
ledgers = st.lists(statements, max_size=6).map(tuple)
contacts = st.builds(
    SaleContact,
    st.sampled_from([Channel.EMAIL, Channel.CALL_LIVE]),
    few_days,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    negotiated=st.booleans(),
)
hits = st.builds(ListHit, st.sampled_from(LISTS), st.sampled_from([Channel.CALL_LIVE, Channel.POST]), few_days)
people = st.builds(
    Subject,
    st.just("k"),
    st.sampled_from(KNOWN),
    st.sampled_from(Audience),
    st.sampled_from(Relation),
    ledgers,
    st.lists(contacts, max_size=2).map(tuple),
    st.lists(hits, max_size=1).map(tuple),
    st.sampled_from([(), tuple((name, ago(2)) for name in LISTS)]),
    st.sampled_from([frozenset(), frozenset({Channel.SMS})]),
    st.sampled_from([None, None, False, True]),
)
questions = st.builds(
    Question,
    st.sampled_from(Channel),
    st.just(NOW),
    st.sampled_from([Purpose.MARKETING, Purpose.MARKETING, Purpose.AD_AUDIENCE]),
    similar=st.sampled_from([True, True, False]),
    opt_out_in_message=st.sampled_from([True, True, False]),
    special_category=st.sampled_from([False, False, True]),
    personalised=st.booleans(),
    about_work=st.booleans(),
)


@unhurried
@given(people, ledgers, st.sampled_from([Channel.EMAIL, Channel.CALL_LIVE, Channel.SMS]))
def test_no_sequence_of_statements_ends_in_a_yes_after_an_objection(
    person: Subject, said: tuple[Statement, ...], channel: Channel
) -> None:
    """While the newest no is as new as, or newer than, every act of the person's own, the answer is no."""
    person = replace(person, statements=said)
    noes = [one.at for one in said if one.act in NO and one.channel in (None, channel) and one.purpose in _MARKETING]
    own = [one.at for one in said if one.act not in NO and one.own_act and one.at <= NOW]
    if noes and max(noes) >= max(own, default=ago(9999)):
        verdict = answer(person, Question(channel, NOW, similar=True))
        assert not verdict.allowed
        assert verdict.step == 1


_MARKETING = (None, Purpose.MARKETING)


@unhurried
@given(ledgers, few_days)
def test_consent_and_withdrawal_of_equal_age_are_a_no(said: tuple[Statement, ...], at: datetime) -> None:
    older = tuple(one for one in said if one.at <= at)
    both = (replace(consent(own_act=True), at=at), replace(stated(Act.WITHDRAWN), at=at))
    for order in ((*older, *both), (*both[::-1], *older)):
        assert not answer(someone("NL", Relation.PROSPECT, statements=order)).allowed


@unhurried
@given(people, questions, st.permutations(range(6)))
def test_the_order_of_the_ledger_does_not_matter(person: Subject, question: Question, order: list[int]) -> None:
    said = person.statements
    shuffled = tuple(said[place] for place in order if place < len(said))
    mixed = answer(replace(person, statements=shuffled), question)
    assert (mixed.allowed, mixed.step) == (answer(person, question).allowed, answer(person, question).step)


@unhurried
@given(people, questions, statements.filter(lambda one: one.act in NO), hits)
def test_another_no_never_turns_a_no_into_a_yes(
    person: Subject, question: Question, no: Statement, hit: ListHit
) -> None:
    if not answer(person, question).allowed:
        for more in (
            replace(person, statements=(*person.statements, no)),
            replace(person, list_hits=(*person.list_hits, hit)),
            replace(person, suppressed=person.suppressed | {question.channel}),
            replace(person, minor=True),
        ):
            assert not answer(more, question).allowed


@unhurried
@given(people, questions, st.sampled_from(["", "JP", "Belgium", "??", " "]))
def test_an_unknown_country_never_allows_more_than_any_known_one(
    person: Subject, question: Question, unknown: str
) -> None:
    if answer(replace(person, country=unknown), question).allowed:
        for country in KNOWN:
            assert answer(replace(person, country=country), question).allowed, country


@unhurried
@given(people, st.sampled_from(Channel), st.booleans(), st.booleans())
def test_special_categories_and_more_purposes_never_allow_more(
    person: Subject, channel: Channel, personalised: bool, about_work: bool
) -> None:
    plain = Question(channel, NOW, similar=True, personalised=personalised, about_work=about_work)
    if not answer(person, plain).allowed:
        assert not answer(person, replace(plain, special_category=True)).allowed


LATER = st.dates(date(2026, 1, 2), date(2028, 1, 1))
future_rows = st.builds(
    Rule,
    id=st.sampled_from(["ZZ.new", "BE.new", "EU.new"]),
    jurisdiction=st.sampled_from(["BE", "NL", "EU", "ANY", "GB", "JP", "ZZ"]),
    topic=st.sampled_from([Topic.PERMISSION, Topic.PERMISSION, Topic.MAIL, Topic.COPY]),
    decision=st.sampled_from(Decision),
    law=st.just("a law"),
    summary=st.just("a row"),
    channels=st.sampled_from([frozenset(Channel), frozenset({Channel.EMAIL})]),
    audiences=st.just(frozenset(Audience)),
    relations=st.just(frozenset(Relation)),
    confidence=st.sampled_from(Confidence),
    found=st.just(False),
    verified_on=st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    valid_from=LATER,
    when=st.sampled_from(When),
    what=st.just("something"),
    purpose=st.sampled_from([None, *Purpose]),
    proof=st.sampled_from([None, *Proof]),
    lists=st.sampled_from([(), ("NEW",)]),
    lists_obligatory=st.booleans(),
    derogates=st.lists(st.sampled_from([rule.id for rule in TABLE.rules])).map(frozenset),
)


@unhurried
@given(people, questions, future_rows, st.integers(1, 700), st.sampled_from(["", "JP", "ZZ", "BE", "NL", "GB", "SE"]))
def test_the_answer_for_a_past_date_never_changes_when_a_rule_is_added(
    person: Subject, question: Question, added: Rule, days: int, country: str
) -> None:
    assert added.valid_from is not None
    before = datetime.combine(added.valid_from - timedelta(days=days), datetime.min.time(), UTC).replace(hour=12)
    asked, person = replace(question, at=before), replace(person, country=country)
    more = TABLE.with_rules([added])
    assert answer(person, asked, more) == answer(person, asked)
    for topic in Topic:
        held = duties(more, topic, country, person.audience, before)
        assert held == duties(TABLE, topic, country, person.audience, before)


@unhurried
@given(people, questions, st.sampled_from([r for r in TABLE.rules if not r.valid_to and r.valid_from]), LATER)
def test_closing_a_row_and_superseding_it_changes_nothing_before_that_day(
    person: Subject, question: Question, former: Rule, begins: date
) -> None:
    assert former.valid_from is not None
    if begins <= former.valid_from:
        return
    closed = replace(former, valid_to=begins - timedelta(days=1))
    new = replace(former, id=former.id + ".new", valid_from=begins, decision=Decision.DENY, supersedes=former.id)
    rows = tuple(closed if rule is former else rule for rule in TABLE.rules)
    asked = replace(question, at=moment(str(begins - timedelta(days=1))))
    assert answer(person, asked, RuleTable((*rows, new), TABLE.sources)) == answer(person, asked)


@unhurried
@given(people, questions, future_rows)
def test_a_proposal_is_never_applied(person: Subject, question: Question, row: Rule) -> None:
    proposed = replace(row, status=Status.PROPOSED, valid_from=date(2000, 1, 1))
    assert answer(person, question, TABLE.with_rules([proposed])) == answer(person, question)
