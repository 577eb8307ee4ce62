from __future__ import annotations

import pytest

from tests.integration.shop.frames import AT, SHOP
from worthmore.shop import models, operations, queries
from worthmore.shop.policy_values import PolicyError
from worthmore.vocabulary.policy import Policy

pytestmark = pytest.mark.django_db


def test_nothing_set_is_the_default_policy() -> None:
    assert queries.policy() == Policy()
    assert (queries.revision(), queries.policy_problems()) == (0, [])


def test_what_is_set_holds_until_it_is_reset() -> None:
    operations.set_policy("premium_cap", 0.4, AT)
    operations.set_policy("premium_caps", {"upgrade": 0.2}, AT)
    assert queries.policy() == Policy(premium_cap=0.4, premium_caps={"upgrade": 0.2})
    assert queries.policy_changes() == {"premium_cap": 0.4, "premium_caps": {"upgrade": 0.2}}
    operations.reset_policy("premium_cap")
    assert queries.policy() == Policy(premium_caps={"upgrade": 0.2})


def test_a_setting_is_seen_in_the_revision_only_when_it_changes() -> None:
    seen = [queries.revision()]
    for act in (
        lambda: operations.set_policy("premium_cap", 0.4, AT),
        lambda: operations.set_policy("premium_cap", "0.4", AT),
        lambda: operations.reset_policy("premium_cap"),
        lambda: operations.reset_policy("premium_cap"),
    ):
        act()
        seen.append(queries.revision())
    assert seen == [0, 1, 1, 2, 2]


def test_an_empty_value_can_be_set() -> None:
    operations.set_policy("free_delivery_from", 5000, AT)
    operations.set_policy("free_delivery_from", None, AT)
    assert queries.policy().free_delivery_from is None
    assert queries.policy_changes() == {"free_delivery_from": None}


def test_a_bad_value_is_refused_and_nothing_stored() -> None:
    with pytest.raises(PolicyError, match="premium_cap is 99"):
        operations.set_policy("premium_cap", 99, AT)
    with pytest.raises(PolicyError, match="no setting 'colour'"):
        operations.reset_policy("colour")
    assert models.Setting.objects.count() == 0


def test_a_stored_value_that_cannot_be_used_is_passed_over_and_reported() -> None:
    operations.set_policy("refused_days", 30, AT)
    models.Setting.objects.create(name="premium_cap", value="lots", changed_at=AT)
    models.Setting.objects.create(name="gone_since", value=1, changed_at=AT)
    assert queries.policy() == Policy(refused_days=30)
    problems = {problem.name: problem.message for problem in queries.policy_problems()}
    assert "must be a number" in problems["premium_cap"]
    assert "no setting 'gone_since'" in problems["gone_since"]
    operations.reset_policy("gone_since")
    assert [problem.name for problem in queries.policy_problems()] == ["premium_cap"]


def test_a_source_is_made_known_once() -> None:
    operations.ensure_source(SHOP, AT)
    operations.ensure_source(SHOP, AT)
    assert queries.sources() == [SHOP]
