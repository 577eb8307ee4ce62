"""The table in the package is whole, and a faulty one is refused with row, field and remedy."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.law.making import TABLE
from worthmore.law.faults import TableError
from worthmore.law.reading import read
from worthmore.law.table import RULES, Confidence, Decision, Status, Topic, load
from worthmore.vocabulary.permission import Channel

TEXT = RULES.read_text(encoding="utf-8")

GOOD = """
compiled = 2026-11-21

[sources]
S1 = ["https://example.org/law"]

[[rule]]
id = "NL.one"
jurisdiction = "NL"
topic = "permission"
decision = "optout"
channels = ["call_live"]
law = "Tw 11.7"
summary = "Calls until objection."
sources = ["S1"]
found = true
confidence = "high"
from = 2020-01-01
to = 2026-06-30
verified_on = 2026-11-21

[[rule]]
id = "NL.two"
jurisdiction = "NL"
topic = "permission"
decision = "consent"
channels = ["call_live"]
supersedes = "NL.one"
law = "Tw 11.7 as amended"
summary = "Calls with consent."
sources = ["S1"]
found = true
confidence = "high"
from = 2026-07-01
verified_on = 2026-11-21

[[counsel]]
id = "text"
question = "The final text?"
rules = ["NL.two"]
"""


def faults(text: str) -> str:
    with pytest.raises(TableError) as caught:
        read(text)
    assert str(caught.value).startswith(f"rules.toml has {len(caught.value.faults)} fault(s)")
    return "\n".join(caught.value.faults)


def test_a_good_table_is_read() -> None:
    table = read(GOOD)
    assert [rule.id for rule in table.rules] == ["NL.one", "NL.two"]
    assert table["NL.one"].links == ("https://example.org/law",)
    assert table.compiled == date(2026, 11, 21)
    assert table["NL.one"].in_force(date(2026, 6, 30))
    assert not table["NL.one"].in_force(date(2026, 7, 1))
    assert not table["NL.two"].in_force(date(2026, 6, 30))


SECOND = 'supersedes = "NL.one"'

BROKEN = [
    ("NL.two", "NL.one", "rule 'NL.one', field 'id': stands 2 times; give each row an id of its own"),
    ('id = "NL.two"', 'id = "nl two"', "field 'id': must be a country and words with dots"),
    ('id = "NL.two"\n', "", "rule no. 2, field 'id': is missing"),
    ('jurisdiction = "NL"', 'jurisdiction = "Holland"', "field 'jurisdiction': is 'Holland'; give an ISO 3166 code"),
    ('jurisdiction = "NL"', 'jurisdiction = "UK"', "is 'UK'; the ISO code is GB"),
    ('topic = "permission"', 'topic = "weather"', "field 'topic': is 'weather'; it must be one of permission"),
    ('decision = "optout"', 'decision = "maybe"', "field 'decision': is 'maybe'; it must be one of deny, consent"),
    ('["call_live"]', '["carrier_pigeon"]', "field 'channels': names 'carrier_pigeon', which is not known"),
    ('["call_live"]', '"call_live"', "field 'channels': is 'call_live'; it must be a list"),
    ('["call_live"]', '["call_live", "call_live"]', "names something twice"),
    ('["call_live"]', '["call_live", ""]', "an empty one; write texts in quotes"),
    ('sources = ["S1"]', 'sources = ["S9"]', "field 'sources': names 'S9', which is not known; known are S1"),
    ('sources = ["S1"]', "sources = []", "field 'sources': is empty although found = true"),
    ('"https://example.org/law"', '"example.org"', "[sources], field 'S1': 'example.org' is no address"),
    ("found = true", 'found = "yes"', "field 'found': is 'yes'; it must be true or false"),
    ("found = true\n", "", "field 'found': is missing; give true or false"),
    ('confidence = "high"', 'confidence = "sure"', "it must be one of high, medium, low"),
    ('law = "Tw 11.7"', 'law = " "', "field 'law': is empty; write it out"),
    ("from = 2020-01-01", 'from = "2020-01-01"', "write a bare date such as 2026-11-21, without quotes"),
    ("from = 2020-01-01", "from = 2020-01-01T10:00:00Z", "write a bare date"),
    ("from = 2020-01-01\n", "", "rule 'NL.one', field 'from': is missing; give a date"),
    ("from = 2020-01-01", "from = 0202-01-01", "that is no sane year"),
    ("from = 2020-01-01", "from = 2026-08-01", "field 'to': is 2026-06-30, before from (2026-08-01)"),
    (
        "verified_on = 2026-11-21",
        "verified_on = 2026-11-22",
        "after the table was compiled (2026-11-21); move `compiled`",
    ),
    ("to = 2026-06-30\n", "", "field 'supersedes': 'NL.one' is still open; close it with `to` on the day before"),
    (
        "from = 2026-07-01",
        "from = 2026-07-02",
        "field 'from': leaves a gap: 'NL.one' ends on 2026-06-30, so this row begins on 2026-07-01",
    ),
    ("from = 2026-07-01", "from = 2026-06-30", "field 'from': leaves an overlap"),
    (SECOND, 'supersedes = "NL.nought"', "field 'supersedes': names 'NL.nought', which does not exist"),
    (SECOND, 'supersedes = "NL.two"', "field 'supersedes': names 'NL.two', which does not exist"),
    (SECOND, "", "field 'to': closes the row and no row supersedes it; add the one that does, or say lapsed = true"),
    ("to = 2026-06-30", "to = 2026-06-30\nlapsed = true", "field 'lapsed': is only for a closed row"),
    (SECOND, SECOND + "\nlapsed = true", "rule 'NL.two', field 'lapsed': is only for a closed row"),
    (SECOND, SECOND + '\nderogates = ["EU.nought"]', "field 'derogates': names 'EU.nought', which does not exist"),
    (SECOND, SECOND + '\nderogates = ["NL.two"]', "field 'derogates': names 'NL.two', whose law does not reach"),
    (SECOND, SECOND + "\nlists_obligatory = true", "field 'lists': is empty, yet something is said of the lists"),
    (
        SECOND,
        SECOND + "\nwindow = 30",
        "field 'window': is not known; is it misspelt? Figures of a row go under values",
    ),
    (SECOND, SECOND + "\nmax_age_months = 0", "field 'max_age_months': is 0; give a number above zero"),
    (SECOND, SECOND + "\nmax_age_months = true", "field 'max_age_months': is True; it must be a whole number"),
    (SECOND, SECOND + "\nvalues = 3", "field 'values': is 3; it must be a table"),
    (SECOND, SECOND + '\nstatus = "proposed"\nto = 2030-01-01', "a proposal holds on no day; take `to` away"),
    ('decision = "optout"', 'decision = "require"', "field 'what': is missing; say what the row requires"),
    (
        'topic = "permission"',
        'topic = "price"',
        "optout answers 'may we?' and belongs to the topic permission, not price",
    ),
    (
        'rules = ["NL.two"]',
        'rules = ["NL.nought"]',
        "counsel 'text', field 'rules': names 'NL.nought', which is no row",
    ),
    ("[sources]", "[weather]\n[sources]", "the file has an unknown part 'weather'; it may have compiled, sources"),
    ("compiled = 2026-11-21", "", "the file, field 'compiled': is missing"),
    ("[[counsel]]", "[[counsel]", "it is no TOML"),
]


@pytest.mark.parametrize(("good", "bad", "told"), BROKEN, ids=[told for _, _, told in BROKEN])
def test_a_faulty_table_is_refused_with_row_field_and_remedy(good: str, bad: str, told: str) -> None:
    assert good in GOOD
    assert told in faults(
        GOOD.replace(good, bad, 1) if good != "NL.two" else GOOD.replace('id = "NL.two"', 'id = "NL.one"')
    )


def test_a_superseding_row_belongs_to_the_country_of_the_one_before() -> None:
    text = GOOD.replace('id = "NL.two"\njurisdiction = "NL"', 'id = "NL.two"\njurisdiction = "BE"')
    assert "of another country or topic" in faults(text)


def test_all_faults_are_told_at_once() -> None:
    told = faults(GOOD.replace('confidence = "high"', 'confidence = "sure"').replace('["call_live"]', '["pigeon"]'))
    assert len(told.splitlines()) == 4


def test_a_derogation_stays_within_its_topic() -> None:
    duty = '[[rule]]\nid = "NL.duty"\njurisdiction = "NL"\ntopic = "copy"\ndecision = "forbid"\nwhat = "lies"\n'
    duty += 'law = "a law"\nsummary = "No lies."\nsources = []\nfound = false\nconfidence = "high"\n'
    duty += 'from = 2020-01-01\nverified_on = 2026-11-21\nderogates = ["NL.two"]\n'
    assert "which is about permission; a row sets aside rows of its own topic" in faults(GOOD + duty)


@given(st.text(max_size=60), st.integers(0, len(GOOD) - 1))
def test_no_text_put_into_a_table_breaks_the_reader(put: str, place: int) -> None:
    with suppress(TableError):
        read(GOOD[:place] + put + GOOD[place:])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.dates(),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=3,
)
FIELDS = ["id", "topic", "decision", "channels", "sources", "from", "to", "values", "lists", "derogates", "law", "when"]


@given(st.sampled_from(FIELDS), VALUES)
def test_no_value_of_a_field_breaks_the_reader(field: str, value: object) -> None:
    lines = [line for line in GOOD.splitlines() if not line.startswith(f"{field} =")]
    place = lines.index("[[rule]]") + 1
    written = _toml(value)
    with suppress(TableError):
        read("\n".join([*lines[:place], f"{field} = {written}", *lines[place:]]))


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, int | date):
        return str(value)
    return "'" + "".join(letter for letter in str(value) if letter.isalnum()) + "'"


# --- the table in the package


def test_the_table_of_the_package_loads_once() -> None:
    assert load() is load()
    assert len(TABLE.rules) > 150


@pytest.mark.parametrize("country", ["BE", "NL", "FI", "DE", "FR", "GB", "US", "EU", "ANY"])
def test_every_market_has_rows(country: str) -> None:
    assert sum(rule.jurisdiction == country for rule in TABLE.rules) >= (3 if country == "ANY" else 8)


def test_every_topic_has_rows() -> None:
    assert [topic for topic in Topic if not TABLE.of(topic)] == []


def test_every_source_is_used() -> None:
    used = {source.id for rule in TABLE.rules for source in rule.sources}
    assert set(TABLE.sources) - used - {"S76"} == set()


def test_what_rests_on_memory_says_so() -> None:
    from_memory = [rule for rule in TABLE.rules if not rule.sources]
    assert all(not rule.found for rule in from_memory)
    assert from_memory  # and a shop can list them


def test_what_is_not_law_yet_has_no_day() -> None:
    proposed = [rule for rule in TABLE.rules if rule.status is Status.PROPOSED]
    assert {rule.id for rule in proposed} >= {"EU.dfa", "EU.omnibus", "UK.sub.dmcc", "US.sub.click", "BE.call.optin"}
    assert not any(rule.in_force(date(year, 1, 1)) for rule in proposed for year in range(2000, 2060))


def test_no_row_that_lets_something_be_done_is_of_low_confidence() -> None:
    lenient = (Decision.SOFT, Decision.OPTOUT, Decision.ALLOW)
    assert [rule.id for rule in TABLE.rules if rule.decision in lenient and rule.confidence is Confidence.LOW] == []


def test_what_needs_a_purpose_of_its_own_says_so() -> None:
    for channel in (Channel.AD_AUDIENCE, Channel.OPEN_PIXEL):
        rows = [rule for rule in TABLE.of(Topic.PERMISSION) if rule.channels == {channel}]
        assert rows
        assert all(rule.purpose for rule in rows)


def test_an_unknown_row_is_told_by_name() -> None:
    with pytest.raises(KeyError, match=r"NL\.nought"):
        TABLE["NL.nought"]
    assert TABLE.get("objection") is None


def test_every_summary_is_a_sentence() -> None:
    assert [rule.id for rule in TABLE.rules if not (rule.summary[0].isupper() or rule.summary[0] == "'")] == []
    assert [rule.id for rule in TABLE.rules if not rule.summary.endswith((".", ")"))] == []


def test_counsel_is_asked_of_rows_of_the_table() -> None:
    assert len(TABLE.counsel) >= 8
    assert [name for one in TABLE.counsel for name in one.rules if TABLE.get(name) is None] == []
