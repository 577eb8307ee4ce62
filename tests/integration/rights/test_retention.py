from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest
from django.conf import LazySettings
from django.db import connection

from tests.integration.rights.filling import AT, fill
from tests.integration.rights.people import Ann, shop_with_ann
from worthmore.connectors import operations as imports
from worthmore.consent import operations as consent
from worthmore.consent.values import Proof
from worthmore.outcomes import queries as outcomes
from worthmore.outcomes.operations import record_decisions, record_outcomes
from worthmore.outcomes.rows import DecisionRow, OutcomeRow
from worthmore.rights import ports
from worthmore.rights.operations import ask, erase, erasing, settle
from worthmore.rights.queries import requests
from worthmore.rights.retention import running
from worthmore.rights.retention.running import UNFINISHED, run
from worthmore.shop import operations as shop
from worthmore.shop.operations import ageing, set_policy
from worthmore.shop.queries import counts
from worthmore.vocabulary.permission import Purpose
from worthmore.vocabulary.policy import Policy

pytestmark = pytest.mark.django_db

NOW = AT + timedelta(days=1000)


@pytest.fixture
def ann(settings: LazySettings, tmp_path: Path) -> Ann:
    settings.WORTHMORE_HOME = tmp_path
    return shop_with_ann()


def looked(ann: Ann, *days_ago: float) -> None:
    rows = [
        {"external_id": f"e{days}", "kind": "view", "product_id": "lock", "at": NOW - timedelta(days=days)}
        for days in days_ago
    ]
    shop.save_activity("demo", pl.DataFrame(rows).with_columns(customer_id=pl.lit(ann.id)), AT)


def decided(name: str, days_ago: float, person_key: str = "") -> None:
    offers = '[{"kind":"complement","product":"lock","price":995,"currency":"EUR","reason":"bought","words":"Take it"}]'
    row = DecisionRow(
        name, NOW - timedelta(days=days_ago), "demo", "cart", person_key, "offers", "m1", "r1", 1, "complement:1",
        '{"language":"nl"}', offers, '[["complement","premium","too dear",["bike"]]]',
    )  # fmt: skip
    record_decisions([row])


def swept(name: str, dry_run: bool = False) -> running.Swept:
    return next(one for one in run(NOW, dry_run) if one.name == name)


def test_what_was_looked_at_goes_after_thirty_days(ann: Ann) -> None:
    looked(ann, 1, 29.9, 30.1, 400)
    done = swept("activity")
    assert (done.kept, done.too_old, done.gone) == (30, 2, 2)
    assert counts("demo").activity == 2
    assert swept("activity").gone == 0


def test_a_dry_run_counts_and_changes_nothing(ann: Ann) -> None:
    looked(ann, 1, 31)
    done = swept("activity", dry_run=True)
    assert (done.too_old, done.gone) == (1, 0)
    assert counts("demo").activity == 2


def test_zero_days_keep_for_ever(ann: Ann) -> None:
    set_policy("activity_days", 0, AT)
    looked(ann, 1, 4000)
    assert swept("activity") == running.Swept("activity", "activity_days", 0, 0, 0)
    assert counts("demo").activity == 2


def test_more_than_one_part_goes_in_one_run(ann: Ann, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ageing.forget_activity, "__defaults__", (2,))
    looked(ann, *range(31, 38))
    heard: list[tuple[str, int, int]] = []
    run(NOW, watch=lambda name, done, of: heard.append((name, done, of)))
    assert [one for one in heard if one[0] == "activity"] == [("activity", done, 7) for done in (2, 4, 6, 7)]
    assert counts("demo").activity == 0


def test_old_decisions_keep_what_reports_need_and_nothing_they_saw(ann: Ann) -> None:
    decided("old", 401, ann.key)
    decided("new", 399, ann.key)
    before = outcomes.totals(NOW - timedelta(days=500))
    assert swept("details of decisions").gone == 1
    old, new = outcomes.decision("old"), outcomes.decision("new")
    assert old is not None
    assert new is not None
    assert (old.saw, old.refused) == ({}, [])
    assert old.offers == [
        {"kind": "complement", "product": "lock", "price": 995, "currency": "EUR", "reason": "", "words": ""}
    ]
    assert new.saw == {"language": "nl"}
    assert new.offers[0]["words"] == "Take it"
    assert outcomes.totals(NOW - timedelta(days=500)) == before
    assert swept("details of decisions").gone == 0


def test_an_answer_that_comes_in_after_an_erasure_is_cut_loose(ann: Ann) -> None:
    decided("kept", 1, ann.key)
    erase(ann.key, NOW, "olga")
    late = OutcomeRow("kept.0", "declined", NOW, "demo", "cart", "complement", "lock", "", ann.key, 995, "EUR")
    record_outcomes([late])
    decided("late", 0, ann.key)
    bob = "0" * 31 + "b"
    assert swept("outcomes of people erased since").gone == 1
    assert outcomes.person_keys() == []
    assert bob not in outcomes.person_keys()


def test_the_outcomes_of_people_who_are_still_there_keep_their_keys(ann: Ann) -> None:
    decided("kept", 1, ann.key)
    assert swept("outcomes of people erased since").gone == 0
    assert outcomes.person_keys() == [ann.key]


def test_answered_requests_go_after_three_years_and_open_ones_never(ann: Ann) -> None:
    settle(ask("access", ann.key, AT, "olga"), NOW - timedelta(days=1097), "olga")
    settle(ask("access", ann.key, AT, "olga"), NOW - timedelta(days=1090), "olga")
    ask("access", ann.key, AT - timedelta(days=2000), "olga")
    assert swept("answered requests").gone == 1
    assert len(requests(NOW)) == 2


def test_a_confirmation_that_nobody_followed_is_emptied(ann: Ann) -> None:
    consent.start_double_opt_in(ann.key, ann.email, Purpose.MARKETING, Proof("web", place="checkout"), AT)
    consent.start_double_opt_in(ann.key, ann.email, Purpose.MARKETING, Proof("web", place="checkout"), NOW)
    assert swept("confirmations nobody followed").gone == 1
    assert swept("confirmations nobody followed").gone == 0


def rejects(folder: Path, name: str, days_ago: float) -> Path:
    path = folder / "rejects" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\ufeffrow,column,value,reason,how to mend,what happened\n4,qty,Ann,not a number,,\n")
    when = (NOW - timedelta(days=days_ago)).timestamp()
    os.utime(path, (when, when))
    return path


def test_reject_files_go_after_thirty_days_with_their_examples(ann: Ann, tmp_path: Path) -> None:
    old, new = rejects(tmp_path, "old.csv", 31), rejects(tmp_path, "new.csv", 29)
    start = imports.Start("csv", "demo", "orders", "old.csv", "f" * 64, str(old))
    counted = {"examples": {"not a number": [[4, "qty", "Ann"]]}}
    imports.finish(imports.begin(start, AT), AT, counted)
    running_import = rejects(tmp_path, "running.csv", 31)
    imports.begin(imports.Start("csv", "demo", "orders", "r.csv", "e" * 64, str(running_import)), AT)
    assert swept("reject files").gone == 1
    assert (old.exists(), new.exists(), running_import.exists()) == (False, True, True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT counts, reject_file FROM connectors_importrun WHERE file_name = 'old.csv'")
        kept, path = cursor.fetchone()
    assert "Ann" not in str(kept)
    assert path == ""


def test_an_erasure_that_was_interrupted_is_finished_by_the_next_run(ann: Ann, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the power went")

    fill(ann.key, ann.id)
    with monkeypatch.context() as patch:
        patch.setattr(erasing.shop, "forget_person", fail)
        with pytest.raises(RuntimeError):
            erase(ann.key, NOW, "olga")
    assert swept(UNFINISHED, dry_run=False).gone == 1
    assert requests(NOW, open_only=True) == []


def test_every_room_above_sweeps_with_a_setting_that_exists_or_none() -> None:
    names = {one.name for one in ports.sweeps()}
    assert {"audit log", "reject files", "refused orders", "sessions"} <= names
    assert [one.name for one in ports.sweeps() if one.setting and not hasattr(Policy(), one.setting)] == []


def test_a_sweep_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = ports.Sweep("endless", "", count=lambda at, policy: 1, sweep=lambda at, policy: 90_000)
    monkeypatch.setattr(running, "all_sweeps", lambda: (endless,))
    assert run(NOW)[-1].gone == 180_000
