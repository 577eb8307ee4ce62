"""What is owed at the checkout, country by country and to the minute."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from worthmore.law.checkout import ENDS_WITH_MAIN, GUARANTEE_NOTICE, PAY_WORDS, WITHDRAWAL_FUNCTION, owed
from worthmore.law.table import load

TABLE = load()


@pytest.mark.rule("EU.chk.withdraw", "EU.guarantee", "EU.chk.button", "UK.chk.button", "EU.chk.ancillary")
@pytest.mark.parametrize(
    ("what", "country", "moment", "due"),
    [
        (WITHDRAWAL_FUNCTION, "BE", "2026-06-18T21:59", False),
        (WITHDRAWAL_FUNCTION, "BE", "2026-06-18T22:00", True),
        (WITHDRAWAL_FUNCTION, "FI", "2026-06-18T21:00", True),
        (WITHDRAWAL_FUNCTION, "US", "2026-11-21T00:00", False),
        (GUARANTEE_NOTICE, "BE", "2026-09-26T21:59", False),
        (GUARANTEE_NOTICE, "BE", "2026-09-26T22:00", True),
        (GUARANTEE_NOTICE, "GB", "2026-11-21T00:00", False),
        (PAY_WORDS, "NL", "2014-06-12T12:00", False),
        (PAY_WORDS, "NL", "2014-06-13T00:00", True),
        (PAY_WORDS, "GB", "2026-11-21T00:00", True),
        (ENDS_WITH_MAIN, "FI", "2026-11-21T00:00", True),
    ],
)
def test_each_is_owed_from_the_minute_its_row_says(what: str, country: str, moment: str, due: bool) -> None:
    assert owed(TABLE, what, country, datetime.fromisoformat(moment).replace(tzinfo=UTC)) is due


@pytest.mark.parametrize("what", [PAY_WORDS, WITHDRAWAL_FUNCTION, GUARANTEE_NOTICE, ENDS_WITH_MAIN])
def test_everything_is_owed_to_somebody_whose_country_is_unknown(what: str) -> None:
    assert owed(TABLE, what, "", datetime(2026, 11, 21, tzinfo=UTC))
