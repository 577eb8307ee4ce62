"""Correction (GDPR art. 16): what the person says of themselves wins over what a source said before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """The fields to correct; None leaves a field as it is, "" empties it."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    postcode: str | None = None
    city: str | None = None
    country: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Rectified:
    """What was corrected: fields, and the sources in which the shop should correct them too."""

    fields: tuple[str, ...]
    sources: tuple[str, ...]


def rectify(person_key: str, correction: Correction, at: datetime, by: str) -> Rectified:
    """Correct a person's details in every source that knows them.

    The correction holds against any import that still brings the value it replaced; only another value, which the
    source learned since, takes its place. `UnknownPersonError` when nobody has the key; `ValueError` names a bad field.
    """
    raise NotImplementedError
