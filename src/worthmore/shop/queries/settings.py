"""What the shop has set, where its facts come from, and how often either changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from worthmore.shop.models import Revision, Setting, Source
from worthmore.shop.policy_values import PolicyError, accepted
from worthmore.vocabulary.policy import Policy


@dataclass(frozen=True, slots=True)
class PolicyProblem:
    """A stored setting that cannot be used; the default holds instead."""

    name: str
    value: object
    message: str


def sources() -> list[str]:
    """The names of all sources, in order."""
    return list(Source.objects.order_by("name").values_list("name", flat=True))


def revision() -> int:
    """A number that grows with every change of catalogue or settings; 0 before the first."""
    return Revision.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def policy() -> Policy:
    """The shop's policy: what it has set, over the defaults. A stored value that cannot be used is passed over."""
    good = {name: value for name, value, problem in _stored() if problem is None}
    return Policy(**good)  # type: ignore[arg-type]


def policy_problems() -> list[PolicyProblem]:
    """Stored settings that `policy` passes over, with the reason."""
    return [PolicyProblem(name, value, problem) for name, value, problem in _stored() if problem is not None]


def policy_changes() -> dict[str, object]:
    """The settings the shop has changed, by name; the rest are defaults."""
    return {name: value for name, value, problem in _stored() if problem is None}


def _stored() -> Iterator[tuple[str, object, str | None]]:
    for name, value in Setting.objects.order_by("name").values_list("name", "value"):
        try:
            yield name, accepted(name, value), None
        except PolicyError as error:
            yield name, value, str(error)
