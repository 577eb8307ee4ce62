from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from django.utils import translation

from worthmore import backoffice
from worthmore.backoffice import acts, shop_settings, staff_words
from worthmore.backoffice.access import Role
from worthmore.backoffice.acts import GROUPS, Act
from worthmore.consent.values import Frequency
from worthmore.rights.operations.requesting import KINDS
from worthmore.shop.policy_values import PolicyError, accepted
from worthmore.vocabulary.contact_caps import USUAL
from worthmore.vocabulary.policy import Policy

HERE = Path(backoffice.__file__).parent


def test_every_role_act_and_group_has_words() -> None:
    assert set(staff_words.ROLES) == set(staff_words.ROLES_MEAN) == set(Role)
    assert set(staff_words.ACTS) == set(Act)
    assert set(staff_words.ACT_GROUPS) == set(GROUPS)


def test_every_act_is_in_one_group() -> None:
    grouped = [act for acts in GROUPS.values() for act in acts]
    assert sorted(grouped) == sorted(Act)


def test_every_act_is_written_somewhere() -> None:
    code = "\n".join(file.read_text() for file in HERE.rglob("*.py") if file.name not in {"acts.py", "staff_words.py"})
    assert [act.name for act in Act if f"Act.{act.name}" not in code] == []


def test_every_detail_that_is_written_has_words() -> None:
    code = "\n".join(file.read_text() for file in HERE.rglob("*.py"))
    details = [found for call in re.findall(r"detail=\{(.*?)\}", code) for found in re.findall(r'"(\w+)":', call)]
    details += [found for call in re.findall(r"detail = \{(.*?)\}", code) for found in re.findall(r'"(\w+)":', call)]
    assert set(details) == set(staff_words.DETAILS) == set(acts.DETAILS)


def test_what_people_ask_and_how_often_they_want_to_hear_has_words() -> None:
    assert set(staff_words.REQUESTS) == set(KINDS)
    assert set(staff_words.FREQUENCIES) == set(Frequency) - {Frequency.USUAL}


def test_every_setting_on_the_page_is_a_setting_and_stands_once() -> None:
    names = [setting.name for section in shop_settings.SECTIONS for setting in section.settings]
    assert len(names) == len(set(names))
    assert set(names) <= {field.name for field in fields(Policy)}


def test_every_cap_has_words_and_no_other() -> None:
    assert set(shop_settings.CAPS_LABELS) == {cap.name for cap in USUAL}


@pytest.mark.parametrize(
    ("given", "caps", "raised"),
    [
        ({}, {}, False),
        ({"email/7": "1", "all/28": "6"}, {}, False),
        ({"email/7": "0"}, {"email/7": 0}, False),
        ({"email/7": " 2 "}, {"email/7": 2}, True),
        ({"email/7": "two"}, {"email/7": "two"}, False),
        ({"email/7": "²"}, {"email/7": "²"}, False),
    ],
)
def test_only_caps_that_differ_from_the_usual_are_kept(
    given: dict[str, str], caps: dict[str, object], raised: bool
) -> None:
    assert shop_settings.typed_caps(given) == caps
    assert shop_settings.raised(caps) is raised


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("consent_months", "-1"),
        ("consent_months", "many"),
        ("consent_months", "1.5"),
        ("quiet_from", "23"),
        ("quiet_until", "3"),
        ("contact_caps", {"email/7": "two"}),
        ("contact_caps", {"email/7": -1}),
        ("owners_need_two_factor", "perhaps"),
    ],
)
def test_what_is_wrong_with_a_setting_is_said_in_the_language_of_the_page(name: str, value: object) -> None:
    with pytest.raises(PolicyError) as refused:
        accepted(name, value)
    with translation.override("fi"):
        said = shop_settings.REFUSALS.said(str(refused.value))
    assert said != str(refused.value)
    assert "it must" not in said
    assert name not in said, "the page calls it by its label"
