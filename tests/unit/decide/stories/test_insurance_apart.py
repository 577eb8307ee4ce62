"""Story 11, what the law asks: a second cover is the customer's own choice, and in no set."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.decide.making import NOON, ago, decided, line, neighbour, product, situation
from tests.unit.decide.stories.plans import CONTENTS, INSURER, account, contract, holder
from tests.unit.decide.stories.things import guards, reasons, shop
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import RelationKind

POLICY = contract("house", started_at=ago(800), renews_at=NOON + timedelta(days=300))


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("en", "Can be added to your contract for House insurance. Without it, your contract stays as it is."),
        ("nl", "Kan bij je contract voor House insurance. Zonder blijft je contract zoals het is."),
        ("fi", "Voit lisätä tämän sopimukseesi: House insurance. Ilmankin sopimuksesi jatkuu ennallaan."),
    ],
)
def test_it_says_that_nothing_changes_without_it(language: str, reason: str) -> None:
    assert reasons(decided(INSURER, account(holder(POLICY), language))) == {"contents": reason}


def test_in_belgium_a_set_with_a_cover_in_it_is_refused() -> None:
    drill, together = product("drill", 9_000, cost=4_000), product("set", 14_000, cost=5_000)
    parts = {RelationKind.PART: {"set": ("drill", "contents")}}
    known = shop(drill, together, CONTENTS, related=parts, complements={"drill": [neighbour("set")]})
    found = guards(decided(known, situation(line(drill)), Policy(country="BE", premium_cap=10.0)))
    assert found["set"].startswith("joint_offer: contents is a financial service and may not be joined")
