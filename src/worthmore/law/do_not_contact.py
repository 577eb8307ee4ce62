"""Do-not-contact lists: DNCM, Postfilter, Robinson, TPS and the like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from worthmore.law.standards import Standard
from worthmore.vocabulary.permission import Channel, Condition, ListHit, Statement, Subject

FRESH = timedelta(days=31)
"""A list older than a month has missed everybody who registered since."""


@dataclass(frozen=True, slots=True)
class ListCheck:
    """What the lists say. `denied` is the reason, "" where they let it pass."""

    denied: str = ""
    would_change: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    warnings: tuple[str, ...] = ()


def check_lists(
    asked: Standard, subject: Subject, channel: Channel, at: datetime, consent: Statement | None
) -> ListCheck:
    """Hits first, then lists that were never loaded, then old ones. `consent` is a valid explicit one, if any."""
    hits = [hit for hit in subject.list_hits if hit.channel is channel and hit.list not in asked.exempt_from]
    for hit in hits:
        if not _outweighed(hit, asked, consent):
            return _listed(hit, asked)
    loaded = dict(subject.checked_lists)
    missing = [name for name in asked.lists if name not in loaded]
    for name in missing:
        if name in asked.obligatory:
            return _not_loaded(name)
    conditions = [
        Condition(f"list:{name}", True, _found(name, hits, loaded[name])) for name in _loaded_of(asked, loaded)
    ]
    return ListCheck(conditions=tuple(conditions), warnings=_warnings(asked, loaded, missing, at))


def _loaded_of(asked: Standard, loaded: dict[str, datetime]) -> list[str]:
    """The lists of the row that were loaded, in the row's order."""
    return [name for name in asked.lists if name in loaded]


def _outweighed(hit: ListHit, asked: Standard, consent: Statement | None) -> bool:
    """Where the row lets the last act win: a consent strictly later than the list. On doubt the listing wins."""
    return asked.consent_beats_list and consent is not None and consent.at > hit.list_at


def _listed(hit: ListHit, asked: Standard) -> ListCheck:
    reason = f"this address stands on the list {hit.list} of {hit.list_at.date()}"
    change = (
        f"an explicit consent of this person, given after {hit.list_at.date()}"
        if asked.consent_beats_list
        else f"the person taking their address off {hit.list}, and the shop loading the list anew"
    )
    return ListCheck(reason, (change,), (Condition(f"list:{hit.list}", False, reason),))


def _not_loaded(name: str) -> ListCheck:
    reason = f"the list {name} must be checked first, and it has not been loaded"
    return ListCheck(reason, (f"loading the current list {name}",), (Condition(f"list:{name}", False, reason),))


def _found(name: str, hits: list[ListHit], list_at: datetime) -> str:
    if any(hit.list == name for hit in hits):
        return f"listed on {name}, but a later explicit consent of the person wins"
    return f"not on {name} as of {list_at.date()}"


def _warnings(asked: Standard, loaded: dict[str, datetime], missing: list[str], at: datetime) -> tuple[str, ...]:
    absent = [f"the list {name} has not been loaded; load it" for name in missing]
    for name in _loaded_of(asked, loaded):
        if at - loaded[name] > FRESH:
            absent.append(f"the list {name} is of {loaded[name].date()}, more than a month old; load the current one")
        elif loaded[name] > at:
            absent.append(f"the list {name} is dated {loaded[name].date()}, after the moment asked about")
    return tuple(absent)
