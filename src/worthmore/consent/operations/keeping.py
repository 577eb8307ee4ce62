"""Rows of the ledger, each kept once: what is the same was said before, what is another act is never lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from worthmore.consent.models import Entry
from worthmore.consent.operations.adding import add
from worthmore.consent.values import ConsentError, Recorded
from worthmore.shop.queries import known_keys
from worthmore.vocabulary.permission import Act

COLUMNS = (
    "person_key", "act", "channel", "purpose", "sender", "text_id", "place", "how", "evidence", "address", "own_act",
    "double_opt_in", "written", "at", "recorded_at", "recorded_by", "source", "reference",
)  # fmt: skip
PERSON, ACT, CHANNEL, PURPOSE, AT, SOURCE, REFERENCE = (
    COLUMNS.index(name) for name in ("person_key", "act", "channel", "purpose", "at", "source", "reference")
)
NO = (Act.OBJECTED.value, Act.WITHDRAWN.value)
PART = 500

Row = tuple[object, ...]
Name = tuple[str, str]


class Kept(NamedTuple):
    """What stands under a source's reference."""

    id: int
    person_key: str
    act: str
    channel: str
    purpose: str


def keep(rows: Sequence[Row], keys: Sequence[Collection[str]]) -> list[Recorded]:
    """Insert what is new; `keys` are all keys of each row's person.

    Under a reference that was used for another act, a permission is refused (`ConsentError`); a no is kept all the
    same, under a reference of its own.
    """
    new = _insert(rows)
    known = _known({_name(row) for row in rows})
    return [_kept(row, own, new, known) for row, own in zip(rows, keys, strict=True)]


def _kept(row: Row, keys: Collection[str], new: set[Name], known: Mapping[Name, Kept]) -> Recorded:
    name = _name(row)
    before = known[name]
    if before[2:] == (row[ACT], row[CHANNEL], row[PURPOSE]) and before.person_key in keys:
        is_new = name in new
        new.discard(name)  # the same twice in one call is new once
        return Recorded(before.id, is_new)
    if row[ACT] not in NO and known_keys([before.person_key]):
        raise ConsentError(f"reference {name[1]!r} of {name[0]!r} was used for another act; give each act its own")
    return _kept_apart(row)


def _kept_apart(row: Row) -> Recorded:
    """Under a reference of its own, made of what the act is: the same again is found again."""
    said = repr([row[place] for place in (PERSON, ACT, CHANNEL, PURPOSE, AT)])
    reference = f"{str(row[REFERENCE])[:100]}~{sha256(said.encode()).hexdigest()[:20]}"
    apart = (*row[:REFERENCE], reference)
    new = _insert([apart])
    return Recorded(_known({_name(apart)})[_name(apart)].id, bool(new))


def _insert(rows: Sequence[Row]) -> set[Name]:
    return {(source, reference) for source, reference in add(TABLE, COLUMNS, rows, ("source", "reference"))}


def _known(names: set[Name]) -> dict[Name, Kept]:
    """What stands under these names."""
    found = {}
    for source in {source for source, _ in names}:
        references = [reference for one, reference in names if one == source]
        for start in range(0, len(references), PART):
            kept = Entry.objects.filter(source=source, reference__in=references[start : start + PART])
            for reference, *values in kept.values_list("reference", *Kept._fields):
                found[(source, reference)] = Kept(*values)
    return found


def _name(row: Row) -> Name:
    return str(row[SOURCE]), str(row[REFERENCE])


TABLE = Entry._meta.db_table
