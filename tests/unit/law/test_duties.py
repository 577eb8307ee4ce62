"""Duties cannot be escaped by the date, the country, or the capacity of the person.

Every line of EDGES names a row, a country it holds in, and its first day, written from the law and not from the
table. What the product does about a duty is tested where it does it; the rows named there carry the mark `rule`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.unit.law.making import NOW, TABLE, moment, row
from worthmore.law.countries import start_of_day
from worthmore.law.duties import duties
from worthmore.law.table import Decision, RuleTable, Status, Topic
from worthmore.vocabulary.permission import Audience

EVERYBODY = tuple(Audience)
CONSUMERS = (Audience.B2C,)

EDGES: tuple[tuple[str, str, str, tuple[Audience, ...]], ...] = (
    ("EU.notice", "BE", "2018-05-25", EVERYBODY),
    ("EU.persist", "BE", "2007-12-12", CONSUMERS),
    ("BE.em.oppose", "BE", "2003-05-28", EVERYBODY),
    ("NL.call.object", "NL", "2021-07-01", EVERYBODY),
    ("FI.call.confirm", "FI", "2023-01-01", CONSUMERS),
    ("FI.call.mobile", "FI", "2024-07-01", CONSUMERS),
    ("DE.call.proof", "DE", "2021-10-01", CONSUMERS),
    ("FR.call.hours", "FR", "2023-03-01", CONSUMERS),
    ("FR.call.confirm", "FR", "2014-06-14", CONSUMERS),
    ("FR.directory", "FR", "2005-08-01", EVERYBODY),
    ("US.em.duty", "US", "2004-01-01", EVERYBODY),
    ("US.sms.revoke", "US", "2025-04-11", EVERYBODY),
    ("US.quiet", "US", "1992-12-20", EVERYBODY),
    ("MBX.oneclick", "NL", "2024-06-01", EVERYBODY),
    ("MBX.complaint", "FI", "2024-02-01", EVERYBODY),
    ("MBX.auth", "US", "2024-02-01", EVERYBODY),
    ("EU.mail.mixed", "DE", "2018-07-10", EVERYBODY),
    ("EU.chk.preticked", "BE", "2014-06-13", CONSUMERS),
    ("EU.chk.button", "NL", "2014-06-13", CONSUMERS),
    ("EU.chk.postpay", "FI", "2014-06-13", CONSUMERS),
    ("EU.chk.unsolicited", "BE", "2014-06-13", CONSUMERS),
    ("EU.chk.withdraw", "NL", "2026-06-19", CONSUMERS),
    ("EU.chk.ancillary", "BE", "2014-06-13", CONSUMERS),
    ("EU.guarantee", "FI", "2026-09-27", CONSUMERS),
    ("UK.chk.preticked", "GB", "2014-06-13", CONSUMERS),
    ("UK.chk.button", "GB", "2014-06-13", CONSUMERS),
    ("EU.prc.30", "SE", "2022-05-28", CONSUMERS),
    ("NL.prc.30", "NL", "2023-01-01", CONSUMERS),
    ("BE.prc.30", "BE", "2022-05-28", CONSUMERS),
    ("FI.prc.30", "FI", "2023-01-01", CONSUMERS),
    ("DE.prc.30", "DE", "2022-05-28", CONSUMERS),
    ("FR.prc.30", "FR", "2022-05-28", CONSUMERS),
    ("EU.perso.price", "BE", "2022-05-28", CONSUMERS),
    ("FI.bundle", "FI", "2008-10-01", CONSUMERS),
    ("BE.sper.winter", "BE", "2014-05-31", CONSUMERS),
    ("BE.sper.summer", "BE", "2014-05-31", CONSUMERS),
    ("UK.prc.drip", "GB", "2025-04-06", CONSUMERS),
    ("BE.joint.fin", "BE", "2014-05-31", CONSUMERS),
    ("EU.ins", "FI", "2018-10-01", EVERYBODY),
    ("EU.lottery", "NL", "2007-12-12", CONSUMERS),
    ("BE.solden.word", "BE", "2014-05-31", CONSUMERS),
    ("FR.soldes.word", "FR", "2020-01-01", CONSUMERS),
    ("EU.urgency", "NL", "2007-12-12", CONSUMERS),
    ("EU.popular", "BE", "2007-12-12", CONSUMERS),
    ("EU.free", "FI", "2007-12-12", CONSUMERS),
    ("EU.shame", "BE", "2007-12-12", CONSUMERS),
    ("EU.bait", "NL", "2007-12-12", CONSUMERS),
    ("EU.children", "FI", "2007-12-12", CONSUMERS),
    ("EU.reviews", "BE", "2022-05-28", CONSUMERS),
    ("EU.green", "NL", "2026-09-27", CONSUMERS),
    ("EU.replenish", "FI", "2026-09-27", CONSUMERS),
    ("EU.consumables", "BE", "2026-09-27", CONSUMERS),
    ("EU.ai5", "FR", "2025-02-02", EVERYBODY),
    ("UK.urgency", "GB", "2025-04-06", CONSUMERS),
    ("UK.reviews", "GB", "2025-04-06", CONSUMERS),
    ("UK.popular", "GB", "2025-04-06", CONSUMERS),
    ("UK.free", "GB", "2025-04-06", CONSUMERS),
    ("US.reviews", "US", "2024-10-21", CONSUMERS),
    ("EU.eaa", "NL", "2025-06-28", CONSUMERS),
    ("EU.ai50", "BE", "2026-08-02", EVERYBODY),
    ("EU.ai50.media", "FI", "2026-08-02", EVERYBODY),
    ("EU.sub.trial", "BE", "2023-10-05", CONSUMERS),
    ("BE.sub.tacit", "BE", "2014-05-31", CONSUMERS),
    ("NL.sub.vandam", "NL", "2011-12-01", CONSUMERS),
    ("FI.sub.notice", "FI", "2014-06-13", CONSUMERS),
    ("DE.sub.cancel", "DE", "2022-07-01", CONSUMERS),
    ("DE.sub.withdraw", "DE", "2026-06-19", CONSUMERS),
    ("FR.sub.cancel", "FR", "2023-06-01", CONSUMERS),
    ("US.sub.rosca", "US", "2010-12-29", CONSUMERS),
    ("US.sub.california", "US", "2025-07-01", CONSUMERS),
    ("EU.profiling", "BE", "2018-05-25", EVERYBODY),
    ("EU.age", "SE", "2018-05-25", CONSUMERS),
    ("BE.age", "BE", "2018-09-05", CONSUMERS),
    ("NL.age", "NL", "2018-05-25", CONSUMERS),
    ("FI.age", "FI", "2019-01-01", CONSUMERS),
    ("DE.age", "DE", "2018-05-25", CONSUMERS),
    ("FR.age", "FR", "2018-06-21", CONSUMERS),
    ("UK.age", "GB", "2018-05-25", CONSUMERS),
)


def owed(rule: str, country: str, audience: Audience, at: datetime, table: RuleTable = TABLE) -> bool:
    return rule in {one.id for one in duties(table, table[rule].topic, country, audience, at)}


@pytest.mark.parametrize(("rule", "country", "first", "audiences"), EDGES, ids=[edge[0] for edge in EDGES])
def test_a_duty_holds_from_its_first_midnight_for_whom_it_protects(
    rule: str, country: str, first: str, audiences: tuple[Audience, ...]
) -> None:
    begins = start_of_day(date.fromisoformat(first), country)
    eve = begins - timedelta(minutes=1)
    for audience in Audience:
        protects = audience in audiences
        assert owed(rule, country, audience, NOW) is protects
        assert owed(rule, country, audience, begins) is protects
        assert not owed(rule, country, audience, eve)


@pytest.mark.parametrize("rule", [edge[0] for edge in EDGES])
def test_a_duty_is_not_escaped_by_hiding_the_country(rule: str) -> None:
    for unknown in ("", "JP", "xx", "Belgium"):
        assert owed(rule, unknown, Audience.B2C, NOW), unknown


@pytest.mark.parametrize(("rule", "country"), [edge[:2] for edge in EDGES], ids=[edge[0] for edge in EDGES])
def test_a_duty_stays_in_its_country(rule: str, country: str) -> None:
    reaches = TABLE[rule].jurisdiction
    for other in {"BE", "NL", "FI", "DE", "FR", "GB", "US"} - {country}:
        if reaches not in ("EU", "ANY") or (reaches == "EU" and other in ("GB", "US")):
            assert not owed(rule, other, Audience.B2C, NOW), other


@pytest.mark.parametrize("written", ["be", " BE ", "Be"])
def test_a_country_is_found_however_it_is_written(written: str) -> None:
    assert owed("BE.joint.fin", written, Audience.B2C, NOW)
    assert owed("UK.chk.button", "UK", Audience.B2C, NOW)
    assert not owed("NL.sub.vandam", written, Audience.B2C, NOW)


@pytest.mark.parametrize(("country", "kept"), [("BE", "BE.prc.30"), ("NL", "NL.prc.30"), ("SE", "EU.prc.30")])
def test_a_national_row_takes_the_place_of_the_one_it_derogates_from(country: str, kept: str) -> None:
    held = {one.id for one in duties(TABLE, "price", country, Audience.B2C, NOW)}
    assert held & {"EU.prc.30", "BE.prc.30", "NL.prc.30", "FI.prc.30"} == {kept}


def test_before_the_dutch_row_the_one_of_the_union_held_in_the_netherlands() -> None:
    assert owed("EU.prc.30", "NL", Audience.B2C, moment("2022-12-30"))
    assert not owed("EU.prc.30", "NL", Audience.B2C, moment("2023-01-02"))


def test_an_unknown_country_keeps_the_rows_that_somewhere_are_derogated_from() -> None:
    held = {one.id for one in duties(TABLE, Topic.PRICE, "", Audience.B2C, NOW)}
    assert held >= {"EU.prc.30", "BE.prc.30", "NL.prc.30", "FI.prc.30", "DE.prc.30", "FR.prc.30"}


def test_a_proposal_binds_nobody() -> None:
    proposals = [rule for rule in TABLE.rules if rule.status is Status.PROPOSED]
    for rule in proposals:
        for country in ("BE", "NL", "FI", "DE", "FR", "GB", "US", ""):
            held = duties(TABLE, rule.topic, country, Audience.B2C, datetime(2040, 1, 1, tzinfo=UTC))
            assert rule.id not in {one.id for one in held}


def test_a_lapsed_duty_is_owed_until_its_last_day() -> None:
    lapsed = row("BE.once", "BE", Decision.FORBID, "2026-01-01", topic=Topic.COPY)
    table = TABLE.with_rules([replace(lapsed, valid_to=date(2026, 1, 31), lapsed=True)])
    for day, is_owed in (("2025-12-31", False), ("2026-01-01", True), ("2026-01-31", True), ("2026-02-01", False)):
        assert owed("BE.once", "BE", Audience.B2C, moment(day), table) is is_owed


def test_a_topic_may_be_named_and_a_wrong_one_is_refused() -> None:
    assert duties(TABLE, "mail", "BE", Audience.B2C, NOW) == duties(TABLE, Topic.MAIL, "BE", Audience.B2C, NOW)
    with pytest.raises(ValueError, match="weather"):
        duties(TABLE, "weather", "BE", Audience.B2C, NOW)
