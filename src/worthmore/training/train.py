"""From the shop's orders to a published version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from worthmore.learn.every_pair import CountEverything
from worthmore.learn.folding import NotFoldableError
from worthmore.shop import queries as shop
from worthmore.shop.operations import ready_owned
from worthmore.training.files import source_folder
from worthmore.training.folding import fold_in, prepare
from worthmore.training.lesson import learn
from worthmore.training.operations import publish
from worthmore.training.queries import Published, current
from worthmore.training.reading import read
from worthmore.training.stopwatch import Stopwatch
from worthmore.training.versions import NOTHING_IN_USE, carry_over, in_use, new_version, put_in_place, remove_old

Progress = Callable[[str, float], None]


class NothingToLearnError(ValueError):
    """There is no such source of orders."""


def train(
    home: Path,
    at: datetime,
    sources: Sequence[str] | None = None,
    progress: Progress | None = None,
    count: CountEverything | None = None,
    full_after: timedelta | None = None,
) -> Published:
    """Learn from every source, or from the named ones, and put the result in use.

    What is known of other sources is carried over. Until the very last step everybody goes on with the version before;
    an interrupted training changes nothing. `progress` hears what is being done and the share that is behind us.
    `count` counts pairs on another engine (see `training.engines`).
    With `full_after` only what came in since is folded in (see `training.folding`), unless the last full training is as
    old as that, or what came in cannot be folded in; then everything is learned, and prepared for later days.
    """
    if at.utcoffset() is None:
        raise ValueError(f"the moment {at} has no time zone")
    at = at.astimezone(UTC)
    known = shop.sources()
    wanted = _wanted(known, sources)
    summary: dict[str, Any] = {}
    with new_version(home) as folder:
        # The others last: whoever trains them meanwhile has then published, and nothing of theirs is lost.
        for place, name in enumerate(sorted(known, key=lambda name: name not in wanted)):
            carried = None if name in wanted else carry_over(name, home, folder)
            watch = Stopwatch(_within(progress, name, place, len(known)))
            learned = carried or _folded(name, home, folder, at, full_after, watch)
            summary[name] = learned or _learn(name, home, folder, at, watch, count, full_after is not None)
        version, checksum = put_in_place(folder, home, at)
    publish(version, checksum, summary, at)
    remove_old(home, at)
    published = current(home)
    assert published is not None
    return published


def _wanted(known: Sequence[str], sources: Sequence[str] | None) -> set[str]:
    if not known:
        raise NothingToLearnError("there is nothing to learn from yet: import orders first")
    unknown = sorted(set(sources or ()) - set(known))
    if unknown:
        raise NothingToLearnError(f"no source is called {', '.join(unknown)}; there is {', '.join(known)}")
    return set(known if sources is None else sources)


def _folded(
    source: str, home: Path, folder: Path, at: datetime, full_after: timedelta | None, watch: Stopwatch
) -> dict[str, Any] | None:
    """The summary where orders could be folded in; None where everything must be learned."""
    if full_after is None:
        return None
    ready_owned(source)
    try:
        return fold_in(source, home, folder, at, full_after, watch)
    except NotFoldableError as why:
        watch(f"everything, because {why}", 0.0)
        return None


def _learn(
    source: str,
    home: Path,
    folder: Path,
    at: datetime,
    watch: Stopwatch,
    count: CountEverything | None,
    prepared: bool,
) -> dict[str, Any]:
    before = in_use(source, home) or NOTHING_IN_USE
    watch("what customers own", 0.0)
    ready_owned(source)
    watch("reading orders", 0.05)
    policy = shop.policy()
    read_to = shop.marks(source) if prepared else None
    material = read(source, at, policy.model_months)
    lesson = learn(material, policy, lambda text, share: watch(text, 0.3 + 0.6 * share), before.folder, count)
    watch("writing", 0.9)
    lesson.save(source_folder(folder, source))
    if read_to is not None and read_to == shop.marks(source):  # nobody ordered while we read
        prepare(lesson, read_to, at, source_folder(folder, source))
    watch("counting up", 0.95)
    summary = {**lesson.summary(), "complements": lesson.complements.summary(before.complements_from)}
    watch("done", 1.0)
    return {**summary, "trained_at": at.isoformat(), "seconds": watch.seconds, "steps": watch.steps}


def _within(progress: Progress | None, source: str, place: int, count: int) -> Progress:
    """Progress of one source as part of the whole."""

    def report(text: str, share: float) -> None:
        if progress is not None:
            progress(f"{source}: {text}", (place + share) / count)

    return report
