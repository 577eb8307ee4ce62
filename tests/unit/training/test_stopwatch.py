from __future__ import annotations

from worthmore.training.stopwatch import Stopwatch


def test_each_step_is_measured_until_the_next_begins_and_everything_is_passed_on() -> None:
    heard: list[tuple[str, float]] = []
    watch = Stopwatch(lambda doing, share: heard.append((doing, share)))
    watch("reading", 0.0)
    sum(range(200_000))
    watch("writing", 0.5)
    watch("done", 1.0)
    assert heard == [("reading", 0.0), ("writing", 0.5), ("done", 1.0)]
    assert [step["name"] for step in watch.steps] == ["reading", "writing"]
    assert watch.steps[0]["seconds"] <= watch.seconds
    assert all(step["work"] >= 0 for step in watch.steps)
