"""Correction (GDPR art. 16): what the person says of themselves wins over what a source said before."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from worthmore.rights.operations.requesting import ask, settle
from worthmore.rights.queries.download import UnknownPersonError
from worthmore.shop import operations as shop


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

    @property
    def changes(self) -> dict[str, str]:
        """The fields that are given."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in told.items() if value is not None}


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
    changes = correction.changes
    _check(changes)
    with transaction.atomic():
        done = shop.correct_person(person_key, changes, at, by)
        if done is None:
            raise UnknownPersonError(f"nobody has the key {person_key!r}")
        if done.fields:
            settle(ask("rectification", person_key, at, by, ", ".join(done.fields)), at, by)
    return Rectified(done.fields, done.sources)


def _check(changes: dict[str, str]) -> None:
    """What the shop's own limits do not say."""
    if not changes:
        raise ValueError("nothing to correct was given")
    email = changes.get("email", "").strip()
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise ValueError("email is not an e-mail address such as name@example.com") from error
