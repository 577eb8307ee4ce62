from __future__ import annotations

from dataclasses import asdict

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.backoffice.conftest import AT, logged, text
from worthmore.backoffice import shop_settings
from worthmore.backoffice.acts import Act
from worthmore.offering.service import Service
from worthmore.shop import operations
from worthmore.shop.queries import policy
from worthmore.vocabulary.contact_caps import USUAL

PAGE = "/office/settings/"
CAPS = {"section": "caps", **{cap.name: str(cap.most) for cap in USUAL}}
REST = {
    "section": "rest",
    "quiet_from": "19",
    "quiet_until": "10",
    "first_hours": "48",
    "return_days": "30",
    "case_days": "14",
    "refused_days": "60",
}


def test_every_setting_of_the_page_has_a_field(shop: Service, clerk: Client) -> None:
    page = text(clerk.get(PAGE))
    names = [setting.name for section in shop_settings.SECTIONS for setting in section.settings]
    assert [name for name in [*names, *(cap.name for cap in USUAL)] if f'name="{name}"' not in page] == []


def test_a_section_is_saved_and_each_change_written_down(shop: Service, clerk: Client) -> None:
    assert clerk.post(PAGE, REST)["Location"] == f"{PAGE}#rest"
    assert (policy().quiet_from, policy().quiet_until) == (19, 10)
    assert {tuple(one.detail.items()) for one in logged(Act.SETTING_CHANGED)} == {
        (("setting", "quiet_from"), ("from", "20"), ("to", "19")),
        (("setting", "quiet_until"), ("from", "9"), ("to", "10")),
    }
    clerk.post(PAGE, REST)
    assert len(logged(Act.SETTING_CHANGED)) == 2, "what stays the same is no change"


def test_the_seller_is_named(shop: Service, clerk: Client) -> None:
    form = {
        "section": "seller",
        "seller": "Fiets & Zoon bv",
        "seller_address": "Kerkstraat 1, Gent",
        "seller_email": "",
    }
    clerk.post(PAGE, form)
    assert policy().seller == "Fiets & Zoon bv"
    assert "Fiets &amp; Zoon bv" in text(clerk.get(PAGE))


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(shop: Service, clerk: Client) -> None:
    before = asdict(policy())
    answer = clerk.post(PAGE, REST | {"quiet_from": "23", "return_days": "many"})
    page = text(answer)
    assert answer.status_code == 400
    assert "evenings stay quiet" in page
    assert 'value="many"' in page
    assert 'value="10"' in page, "what was good is still there"
    assert asdict(policy()) == before
    assert logged() == []


def test_a_cap_is_lowered_freely(shop: Service, clerk: Client) -> None:
    clerk.post(PAGE, CAPS | {"email/28": "2", "sms/28": ""})
    assert policy().contact_caps == {"email/28": 2}
    assert [one.act for one in logged()] == ["setting_changed"]


def test_a_cap_is_raised_only_with_a_reason_and_called_what_it_is(shop: Service, clerk: Client) -> None:
    for reason in ("", "because"):
        answer = clerk.post(PAGE, CAPS | {"email/7": "3", "reason": reason})
        assert answer.status_code == 400
        assert "write down why" in text(answer)
        assert 'value="3"' in text(answer)
    assert policy().contact_caps == {}
    clerk.post(PAGE, CAPS | {"email/7": "3", "reason": "readers asked for the weekly list"})
    assert policy().contact_caps == {"email/7": 3, "reason": "readers asked for the weekly list"}
    (entry,) = logged()
    assert entry.act == "rule_overridden"
    assert entry.detail["reason"] == "readers asked for the weekly list"
    clerk.post(PAGE, CAPS)
    assert policy().contact_caps == {}
    assert logged()[0].act == "setting_changed"


@pytest.mark.parametrize("most", ["-1", "two", "1.5", "9999999", "²", "1e3"])
def test_a_cap_that_is_no_count_is_refused(shop: Service, clerk: Client, most: str) -> None:
    answer = clerk.post(PAGE, CAPS | {"email/7": most, "reason": "readers asked for it"})
    assert answer.status_code == 400
    assert f'value="{most}"' in text(answer)
    assert policy().contact_caps == {}


def test_a_switch_is_on_when_it_is_ticked_and_off_when_not(shop: Service, clerk: Client) -> None:
    clerk.post(PAGE, {"section": "login", "owners_need_two_factor": "on"})
    assert policy().owners_need_two_factor is True
    operations.reset_policy("owners_need_two_factor")
    operations.set_policy("owners_need_two_factor", False, AT)
    clerk.post(PAGE, {"section": "login"})
    assert policy().owners_need_two_factor is False


def test_a_section_nobody_knows_changes_nothing(shop: Service, clerk: Client) -> None:
    assert clerk.post(PAGE, {"section": "nonsense", "seller": "x"}).status_code == 200
    assert policy().seller == ""


NAMES = [setting.name for section in shop_settings.SECTIONS for setting in section.settings]
known = st.sampled_from(["", "0", "-1", "1e99", "9" * 40, "NaN", "\x00", "on", "19", "ten letters and more"])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    section=st.sampled_from([section.name for section in shop_settings.SECTIONS]),
    form=st.dictionaries(
        st.sampled_from([*NAMES, *(cap.name for cap in USUAL), "reason"]), known | st.text(max_size=30)
    ),
)
def test_no_form_breaks_and_what_is_kept_can_be_used(
    shop: Service, clerk: Client, section: str, form: dict[str, str]
) -> None:
    assert clerk.post(PAGE, {"section": section, **form}).status_code in {302, 400}
    asdict(policy())
    operations.set_policy("owners_need_two_factor", False, AT)
    assert clerk.get(PAGE).status_code == 200


def test_words_of_customers_are_set_in_one_line_and_shown_again(shop: Service, clerk: Client) -> None:
    sent = {
        "section": "person",
        "use_days": "21",
        "help_days": "7",
        "lapse_days": "365",
        "shown_most": "5",
        "shown_days": "30",
        "accepted_days": "14",
        "need_words": "caravan = width at most 55 cm; hut = second_home",
    }
    assert clerk.post("/office/settings/", sent).status_code == 302
    assert policy().need_words == {"caravan": "width at most 55 cm", "hut": "second_home"}
    assert policy().use_days == 21
    assert "caravan = width at most 55 cm; hut = second_home" in clerk.get("/office/settings/").content.decode()
    wrong = clerk.post("/office/settings/", {**sent, "need_words": "caravan = smallish"})
    assert wrong.status_code == 400
    assert "is not understood" in wrong.content.decode()
    assert policy().need_words["caravan"] == "width at most 55 cm", "what was good stays"
