"""A made-up person and question for the simulator, from the fields of a form that may hold anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from worthmore.law.countries import code, jurisdictions
from worthmore.law.table import RuleTable
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

UNKNOWN = "unknown"
ELSEWHERE = "LU"
"""A country of the Union without rows of its own: there the Union's hold."""
CONSENTS = ("none", "plain", "double", "written")
NOES = ("none", "objected", "withdrew", "lifted")
LISTS = ("free", "hit", "unloaded")
SALES = ("sale", "negotiated", "none")
MINORS = ("unknown", "no", "yes")
SWITCHES = ("by_seller", "opt_out_offered", "similar", "opt_out_in_message", "personalised")


@dataclass(frozen=True)
class Form:
    """The form as it was filled in, every field one of the words it may have. Dates are of the shop's calendar."""

    country: str
    audience: str
    relation: str
    channel: str
    purpose: str
    on: date
    consent: str
    consent_on: date
    no: str
    no_on: date
    suppressed: bool
    listed: str
    list_on: date
    sale: str
    sale_on: date
    by_seller: bool
    opt_out_offered: bool
    similar: bool
    opt_out_in_message: bool
    personalised: bool
    special: bool
    about_work: bool
    minor: str

    @property
    def fields(self) -> dict[str, str]:
        """The fields for an address that shows this form again."""
        kept = {field.name: getattr(self, field.name) for field in fields(self)}
        shown = {name: str(value) if not isinstance(value, bool) else "on" for name, value in kept.items() if value}
        return {"asked": "1", **shown}


def read(given: Mapping[str, str], today: date, usual_country: str = "BE") -> Form:
    """The form from what was sent; what is missing or makes no sense becomes the usual."""
    asked = "asked" in given

    def pick(name: str, known: tuple[str, ...], usual: str) -> str:
        return given[name] if given.get(name) in known else usual

    def switch(name: str) -> bool:
        return name in given if asked else name in SWITCHES

    on = day(given.get("on", ""), today)
    return Form(
        country=given.get("country") or (UNKNOWN if asked else usual_country),
        audience=pick("audience", tuple(Audience), Audience.B2C),
        relation=pick("relation", tuple(Relation), Relation.CUSTOMER),
        channel=pick("channel", tuple(Channel), Channel.EMAIL),
        purpose=pick("purpose", tuple(Purpose), Purpose.MARKETING),
        on=on,
        consent=pick("consent", CONSENTS, "none"),
        consent_on=day(given.get("consent_on", ""), before(on, 30)),
        no=pick("no", NOES, "none"),
        no_on=day(given.get("no_on", ""), before(on, 7)),
        suppressed="suppressed" in given,
        listed=pick("listed", LISTS, "free"),
        list_on=day(given.get("list_on", ""), before(on, 7)),
        sale=pick("sale", SALES, "sale"),
        sale_on=day(given.get("sale_on", ""), before(on, 180)),
        by_seller=switch("by_seller"),
        opt_out_offered=switch("opt_out_offered"),
        similar=switch("similar"),
        opt_out_in_message=switch("opt_out_in_message"),
        personalised=switch("personalised"),
        special="special" in given,
        about_work="about_work" in given,
        minor=pick("minor", MINORS, "unknown"),
    )


def replaced(form: Form, country: str) -> Form:
    """The same form for another country."""
    return replace(form, country=country)


def question(form: Form, zone: ZoneInfo) -> Question:
    """What is to be sent."""
    return Question(
        channel=Channel(form.channel),
        at=noon(form.on, zone),
        purpose=Purpose(form.purpose),
        similar=form.similar,
        opt_out_in_message=form.opt_out_in_message,
        special_category=form.special,
        personalised=form.personalised,
        about_work=form.about_work,
    )


def subject(form: Form, table: RuleTable, zone: ZoneInfo) -> Subject:
    """The made-up person."""
    channel = Channel(form.channel)
    lists = lists_for(table, form.country, channel) if form.listed != "unloaded" else ()
    list_at = noon(form.list_on, zone)
    hits = tuple(ListHit(name, channel, list_at) for name in lists) if form.listed == "hit" else ()
    return Subject(
        key="simulated",
        country="" if form.country == UNKNOWN else form.country,
        audience=Audience(form.audience),
        relation=Relation(form.relation),
        statements=(*consents(form, channel, zone), *noes(form, channel, zone)),
        sale_contacts=() if form.sale == "none" else (contact(form, channel, zone),),
        list_hits=hits,
        checked_lists=tuple((name, list_at) for name in lists),
        suppressed=frozenset({channel}) if form.suppressed else frozenset(),
        minor={"yes": True, "no": False}.get(form.minor),
    )


def consents(form: Form, channel: Channel, zone: ZoneInfo) -> list[Statement]:
    """The yes on record, for what is asked."""
    if form.consent == "none":
        return []
    double, written = form.consent == "double", form.consent == "written"
    at = noon(form.consent_on, zone)
    purposes = {Purpose(form.purpose)} | ({Purpose.SPECIAL_CATEGORY} if form.special else set())
    return [
        Statement(Act.GIVEN, channel, purpose, at, double, double, written, reference="simulated")
        for purpose in sorted(purposes)
    ]


def noes(form: Form, channel: Channel, zone: ZoneInfo) -> list[Statement]:
    """The no on record, and its own taking back."""
    if form.no == "none":
        return []
    at = noon(form.no_on, zone)
    act = Act.WITHDRAWN if form.no == "withdrew" else Act.OBJECTED
    said = [Statement(act, channel, None, at, own_act=True)]
    if form.no == "lifted":
        said.append(Statement(Act.LIFTED, channel, None, at + timedelta(hours=1), own_act=True))
    return said


def contact(form: Form, channel: Channel, zone: ZoneInfo) -> SaleContact:
    """How the address was obtained."""
    at = noon(form.sale_on, zone)
    return SaleContact(
        channel=channel,
        at=at,
        by_seller=form.by_seller,
        in_sale=form.sale == "sale",
        opt_out_offered=form.opt_out_offered,
        negotiated=form.sale == "negotiated",
        last_sale_at=at if form.sale == "sale" else None,
    )


def lists_for(table: RuleTable, country: str, channel: Channel) -> tuple[str, ...]:
    """The do-not-contact lists that rules of a country name for a channel; of every country where it is unknown."""
    reach = None if country in ("", UNKNOWN) else jurisdictions(code(country))
    rows = (rule for rule in table.rules if channel in rule.channels)
    return tuple(
        dict.fromkeys(name for rule in rows if reach is None or rule.jurisdiction in reach for name in rule.lists)
    )


def day(text: str, usual: date) -> date:
    """A day as a date field sends it, else the usual one."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return usual
    return found if 1990 <= found.year <= 2100 else usual


def before(day_: date, days: int) -> date:
    """So many days before."""
    return day_ - timedelta(days=days)


def noon(day_: date, zone: ZoneInfo) -> datetime:
    """Midday in the shop: the same day in every country of the table."""
    return datetime.combine(day_, time(12), zone).astimezone(UTC)
