"""One run over everything that grows too old. Interrupted, the next run goes on; two at once do no harm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from worthmore.rights.operations.erasing import resume
from worthmore.rights.operations.wiping import wipe_freed_pages
from worthmore.rights.ports import Sweep
from worthmore.rights.retention.sweeps import all_sweeps
from worthmore.shop.queries import policy
from worthmore.vocabulary.policy import Policy

UNFINISHED = "erasures that were interrupted"

Watch = Callable[[str, int, int], None]
"""Told after every part: the name of what is swept, how many are done, how many there were."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep did: `too_old` before, `gone` now. `kept` is the setting's value."""

    name: str
    setting: str
    kept: int | None
    too_old: int
    gone: int


def run(at: datetime, dry_run: bool = False, watch: Watch = lambda name, done, of: None) -> list[Swept]:
    """Let go of everything that is too old, a part at a time; a dry run only counts.

    Each part is a short transaction of its own, so that a server beside it waits for none. What an erasure left undone
    is finished first.
    """
    settings = policy()
    finished = [] if dry_run else [Swept(UNFINISHED, "", None, done, done) for done in (resume(at),) if done]
    swept = [_sweep(one, at, settings, dry_run, watch) for one in all_sweeps()]
    if not dry_run:
        wipe_freed_pages()
    return finished + swept


def _sweep(one: Sweep, at: datetime, settings: Policy, dry_run: bool, watch: Watch) -> Swept:
    kept = getattr(settings, one.setting) if one.setting else None
    if kept == 0:
        return Swept(one.name, one.setting, kept, 0, 0)
    too_old, gone = one.count(at, settings), 0
    # More may grow too old meanwhile, but not without end: a sweep that only says it did something is stopped.
    while not dry_run and (part := one.sweep(at, settings)):
        gone += part
        watch(one.name, gone, too_old)
        if gone > 2 * too_old + 100_000:
            break
    return Swept(one.name, one.setting, kept, too_old, gone)
