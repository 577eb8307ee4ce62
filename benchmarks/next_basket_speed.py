"""How long the next baskets of all 13,858 customers of Ta-Feng take: to learn, and to list.

    python -m benchmarks.next_basket_speed

Wall seconds on the machine as it is, and seconds of processor time, which do not depend on what else runs. Everything
has run once before, so that nothing is compiled while the clock runs.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from benchmarks.harness import keep
from benchmarks.next_basket import TUNED, data
from worthmore.learn.next_basket import NextBasket, TifuKnn


def timed(work: Callable[[], Any]) -> tuple[Any, str]:
    """What the work returns, and how long it took."""
    wall, processor = time.perf_counter(), time.process_time()
    made = work()
    return made, f"{time.perf_counter() - wall:.1f} s ({time.process_time() - processor:.1f} s of processor time)"


def main() -> None:
    """Compile on a few customers, then learn and list for all."""
    (split,) = data("tafeng").splits
    known = split.known
    few = NextBasket(trees=2, lesson_persons=500).fit(known)
    few.recommend(known.person[:50])
    model, learning = timed(lambda: NextBasket().fit(known))
    _, listing = timed(lambda: model.recommend(known.person, 10))
    tifu = TifuKnn(*TUNED).fit(known)
    tifu.recommend(known.person[:50])
    _, theirs = timed(lambda: tifu.recommend(known.person, 10))
    what = f"all {known.person_count:,} customers of Ta-Feng"
    keep(
        "next_basket_speed",
        [
            {"what": f"Next baskets of {what}, ours", "measured": listing, "wanted": "< 10 s"},
            {"what": "Learning before that, once a night", "measured": learning, "wanted": ""},
            {"what": f"Next baskets of {what}, TIFU-KNN in our kernel", "measured": theirs, "wanted": "< 10 s"},
        ],
    )


if __name__ == "__main__":
    main()
