"""`worthmore demo plans`: the three shops come in by their files, and everybody in them gets what their story says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.unit.offering.small_shop import SECRET
from worthmore import placements
from worthmore.cli.demo_command import demo
from worthmore.offering.requests import OfferRequest
from worthmore.offering.service import Service, open_service
from worthmore.simulation.contracts import SHOPS, files
from worthmore.vocabulary.clock import now

STORIES = {
    ("telephone", "nora"): ({"plan_upgrade", "deep_sell"}, set()),
    ("telephone", "omar"): ({"plan_downgrade", "deep_sell"}, set()),
    ("telephone", "piet"): (set(), {"help_first"}),
    ("software", "sofie"): ({"longer_term", "milestone"}, set()),
    ("software", "tom"): ({"plan_upgrade"}, set()),
    ("software", "ursula"): (set(), {"help_first"}),
    ("software", "victor"): (set(), {"dissatisfied"}),
    ("software", "wendy"): ({"plan_upgrade"}, {"duplicate"}),
    ("software", "xavier"): ({"launch"}, set()),
    ("software", "yara"): (set(), {"just_bought"}),
    ("insurer", "zoe"): ({"deep_sell"}, set()),
    ("insurer", "arno"): ({"longer_term"}, set()),
    ("insurer", "bea"): (set(), set()),
}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    opened = open_service(tmp_path, SECRET)
    yield opened
    opened.close()


@pytest.mark.django_db
def test_everybody_to_look_around_as_gets_what_their_story_says(
    tmp_path: Path, settings: pytest.FixtureRequest, service: Service
) -> None:
    settings.WORTHMORE_HOME = tmp_path
    result = CliRunner().invoke(demo, ["plans"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert {(shop.name, one.id) for shop in SHOPS for one in shop.people} == set(STORIES)
    for (shop, customer), (offered, refused) in STORIES.items():
        for language in ("nl", "en", "fi"):
            request = OfferRequest(placements.find("account"), language, customer)
            decision = service.engine.preview(shop, request, now()).decision
            assert {one.candidate.kind.value for one in decision.offers} == offered, (customer, decision)
            assert {one.guard for one in decision.refused} == refused, (customer, decision)


def test_files_only_imports_nothing(tmp_path: Path, settings: pytest.FixtureRequest) -> None:
    settings.WORTHMORE_HOME = tmp_path
    result = CliRunner().invoke(demo, ["plans", "--files-only"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    written = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.csv"))
    assert len(written) == 14
    assert "demo-plans/insurer/contracts.csv" in written


@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.name)
def test_the_same_day_makes_the_same_files(shop: object) -> None:
    day = date(2026, 3, 1)
    assert files(shop, day) == files(shop, day)  # type: ignore[arg-type]
    assert files(shop, day) != files(shop, date(2026, 3, 2))  # type: ignore[arg-type]
