"""Who may be reached how, country by country: every cell of the matrix, found out by trying, not by reading the row.

A cell says the least that is needed. free: nothing, until the person objects. soft: every condition of the customer
exception. consent: a consent with its proof. deny: nothing opens it. Questions to business people are about their
work; slips in the parcel are the same for everybody.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from tests.unit.law.making import TABLE, answer, ask, consent, contact, someone
from worthmore.vocabulary.permission import Audience, Channel, Purpose, Question, Relation

GROUPS = {
    "new": (Relation.PROSPECT, Relation.ACCOUNT_ONLY, Relation.CART_ONLY),
    "old": (Relation.CUSTOMER, Relation.EX_CUSTOMER),
    "cart": (Relation.CART_ONLY,),
    "ex": (Relation.EX_CUSTOMER,),
}

SAME_IN_THE_UNION = """
call_auto       all   consent  consent      consent    consent
push            all   consent  consent      consent    consent
parcel_insert   all   deny     deny         deny       deny
parcel_insert   cust  free     free         free       free
onsite_session  all   free     free         free       free
onsite_profile  new   consent  consent      consent    consent
onsite_profile  old   free     free         free       free
ad_audience     all   consent  consent      consent    consent
open_pixel      all   consent  consent      consent    consent
post            all   free     free         free       free
"""

MATRIX = {
    "BE": SAME_IN_THE_UNION
    + """
#                     b2c      sole_trader  b2b_named  b2b_generic
email           new   consent  consent      consent    free
email           old   soft     soft         soft       free
sms             new   consent  consent      consent    consent
sms             old   soft     soft         soft       soft
message_app     new   consent  consent      consent    consent
message_app     old   soft     soft         soft       soft
call_live       all   free     free         free       free
""",
    "NL": SAME_IN_THE_UNION
    + """
email           new   consent  consent      consent    consent
email           old   soft     soft         soft       soft
sms             new   consent  consent      consent    consent
sms             old   soft     soft         soft       soft
message_app     new   consent  consent      consent    consent
message_app     old   soft     soft         soft       soft
call_live       all   consent  consent      free       free
""",
    "FI": SAME_IN_THE_UNION
    + """
email           new   consent  consent      free       free
email           old   soft     soft         free       free
sms             new   consent  consent      free       consent
sms             old   soft     soft         free       soft
message_app     new   consent  consent      free       consent
message_app     old   soft     soft         free       soft
call_live       all   free     free         free       free
""",
    "DE": SAME_IN_THE_UNION
    + """
email           new   consent  consent      consent    consent
email           old   soft     soft         soft       soft
sms             new   consent  consent      consent    consent
sms             old   soft     soft         soft       soft
message_app     new   consent  consent      consent    consent
message_app     old   soft     soft         soft       soft
call_live       all   consent  consent      consent    consent
""",
    "FR": SAME_IN_THE_UNION
    + """
email           new   consent  consent      free       free
email           old   soft     soft         free       free
sms             new   consent  consent      free       consent
sms             old   soft     soft         free       soft
message_app     new   consent  consent      consent    consent
message_app     old   soft     soft         soft       soft
call_live       all   consent  consent      free       free
""",
    "SE": SAME_IN_THE_UNION
    + """
email           new   consent  consent      consent    consent
email           old   soft     soft         soft       soft
sms             new   consent  consent      consent    consent
sms             old   soft     soft         soft       soft
message_app     new   consent  consent      consent    consent
message_app     old   soft     soft         soft       soft
call_live       all   consent  consent      consent    consent
""",
    "GB": SAME_IN_THE_UNION
    + """
email           new   consent  consent      free       free
email           old   soft     soft         free       free
email           cart  soft     soft         free       free
sms             new   consent  consent      consent    consent
sms             old   soft     soft         consent    consent
sms             cart  soft     soft         consent    consent
message_app     new   consent  consent      consent    consent
message_app     old   soft     soft         consent    consent
message_app     cart  soft     soft         consent    consent
call_live       all   free     free         free       free
""",
    "US": SAME_IN_THE_UNION
    + """
email           all   free     free         free       free
sms             all   consent  consent      consent    consent
message_app     all   consent  consent      consent    consent
call_live       all   free     free         free       free
ad_audience     all   free     free         free       free
""",
    "": SAME_IN_THE_UNION
    + """
email           new   consent  consent      consent    consent
email           old   soft     soft         soft       soft
sms             all   consent  consent      consent    consent
message_app     all   consent  consent      consent    consent
call_live       all   consent  consent      consent    consent
""",
}

PURPOSES = {Channel.AD_AUDIENCE: Purpose.AD_AUDIENCE, Channel.OPEN_PIXEL: Purpose.OPEN_TRACKING}


def cells(text: str) -> dict[tuple[Channel, Relation, Audience], str]:
    """Every cell; a later line replaces an earlier one."""
    groups = {**GROUPS, "all": tuple(Relation), "cust": (Relation.CUSTOMER,)}
    found = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            channel, group, *asked = line.split()
            for relation, (audience, needed) in product(groups[group], zip(Audience, asked, strict=True)):
                found[Channel(channel), relation, audience] = needed
    return found


def put(channel: Channel, audience: Audience) -> Question:
    business = audience in (Audience.B2B_NAMED, Audience.B2B_GENERIC)
    return ask(channel, about_work=business, personalised=channel is not Channel.PARCEL_INSERT)


def needed(country: str, channel: Channel, relation: Relation, audience: Audience) -> str:
    """The least that opens the cell, by trying."""
    question, bare = put(channel, audience), someone(country, relation, audience=audience)
    purpose = PURPOSES.get(channel, Purpose.MARKETING)
    if answer(bare, question).allowed:
        return "free"
    if answer(replace(bare, sale_contacts=(contact(channel),)), question).allowed:
        return "soft"
    if answer(replace(bare, statements=(consent(channel, purpose=purpose),)), question).allowed:
        return "consent"
    return "deny"


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("country", MATRIX, ids=lambda country: country or "unknown")
def test_every_cell_of_the_matrix_holds(country: str, channel: Channel) -> None:
    wanted = {cell: said for cell, said in cells(MATRIX[country]).items() if cell[0] is channel}
    found = {cell: needed(country, *cell) for cell in wanted}
    assert found == wanted


@pytest.mark.parametrize("country", MATRIX)
def test_the_matrix_leaves_no_cell_out(country: str) -> None:
    assert set(cells(MATRIX[country])) == set(product(Channel, Relation, Audience))


@pytest.mark.parametrize(
    ("country", "audience", "channel", "relation", "name", "obligatory"),
    [
        ("BE", Audience.B2C, Channel.CALL_LIVE, Relation.PROSPECT, "DNCM", True),
        ("BE", Audience.B2C, Channel.CALL_LIVE, Relation.CUSTOMER, "DNCM", True),
        ("BE", Audience.B2B_NAMED, Channel.CALL_LIVE, Relation.CUSTOMER, "DNCM", True),
        ("BE", Audience.B2B_GENERIC, Channel.CALL_LIVE, Relation.PROSPECT, "DNCM", True),
        ("BE", Audience.B2C, Channel.POST, Relation.CUSTOMER, "ROBINSON_BE", False),
        ("NL", Audience.B2C, Channel.POST, Relation.PROSPECT, "POSTFILTER", True),
        ("FI", Audience.B2C, Channel.CALL_LIVE, Relation.CUSTOMER, "ROBINSON_FI_PHONE", False),
        ("FI", Audience.B2C, Channel.POST, Relation.CUSTOMER, "ROBINSON_FI_POST", False),
        ("FR", Audience.B2C, Channel.POST, Relation.CUSTOMER, "ROBINSON_FR", False),
        ("GB", Audience.SOLE_TRADER, Channel.CALL_LIVE, Relation.CUSTOMER, "TPS", True),
        ("GB", Audience.B2B_NAMED, Channel.CALL_LIVE, Relation.CUSTOMER, "CTPS", True),
        ("GB", Audience.B2C, Channel.POST, Relation.CUSTOMER, "MPS", False),
        ("US", Audience.B2C, Channel.CALL_LIVE, Relation.CUSTOMER, "DNC", True),
    ],
)
def test_the_lists_of_the_matrix_are_asked_for(
    country: str, audience: Audience, channel: Channel, relation: Relation, name: str, obligatory: bool
) -> None:
    verdict = answer(someone(country, relation, audience=audience, checked_lists=()), ask(channel))
    assert verdict.allowed is not obligatory
    if obligatory:
        assert (verdict.rule, verdict.step) == ("list", 2)
        assert verdict.reason == f"the list {name} must be checked first, and it has not been loaded"
        assert verdict.would_change == (f"loading the current list {name}",)
    else:
        assert f"the list {name} has not been loaded; load it" in verdict.warnings


def test_dutch_customers_may_get_post_without_the_register_and_in_spite_of_it() -> None:
    assert answer(someone("NL", checked_lists=()), ask(Channel.POST)).rule == "NL.post.cust"


@pytest.mark.parametrize(("country", "needed_now"), [("FI", "FI.em.cust"), ("FR", "EU.em.cust")])
def test_a_mail_to_a_person_at_work_that_is_not_about_the_work_is_a_private_one(country: str, needed_now: str) -> None:
    named = someone(country, audience=Audience.B2B_NAMED)
    verdict = answer(named, ask(about_work=False))
    assert not verdict.allowed
    assert "a message about the person's work" in verdict.would_change
    if country == "FR":
        assert verdict.rule == needed_now
    assert answer(named, ask(about_work=True)).allowed


def test_a_personal_slip_in_the_parcel_is_not_the_same_for_everybody() -> None:
    verdict = answer(someone("BE"), ask(Channel.PARCEL_INSERT, personalised=True))
    assert (verdict.allowed, verdict.rule) == (False, "default")
    assert verdict.would_change == ("sending the same to everybody, not chosen from this person's data",)


@pytest.mark.parametrize("channel", PURPOSES)
def test_a_consent_to_mail_opens_neither_ad_audiences_nor_open_tracking(channel: Channel) -> None:
    for country in ("BE", "NL", "FI", "DE", "FR", "SE", "GB"):
        mail = someone(country, statements=(consent(Channel.EMAIL), consent(channel)))
        assert not answer(mail, ask(channel)).allowed, country


def test_every_permission_row_in_force_decides_somebody() -> None:
    countries = {"EU": "SE", "ANY": ""}
    idle = []
    for rule in TABLE.rules:
        if rule.topic != "permission" or rule.when == "objected" or rule.decision in ("require", "forbid"):
            continue
        if not rule.in_force(ask().at.date()):
            continue
        country = countries.get(rule.jurisdiction, rule.jurisdiction)
        found = {
            answer(
                someone(country, relation, audience=audience),
                replace(put(channel, audience), special_category=rule.when == "special_category"),
            ).rule
            for channel, relation, audience in product(rule.channels, rule.relations, rule.audiences)
        }
        if rule.id not in found:
            idle.append(rule.id)
    assert idle == []
