"""*Repair this first*: customers who are dissatisfied, and those who have something and do not use it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from django.http import HttpRequest, HttpResponse

from worthmore.backoffice.roles import sees
from worthmore.backoffice.views.source import chosen_source, page
from worthmore.offering.knowing import helped_first
from worthmore.shop import queries
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.satisfaction import EvidenceKind, Grade, Piece, Satisfaction

MOST = 200
MOST_TODAY = 5


@dataclass(frozen=True, slots=True)
class Troubled:
    """One customer with what weighs most; `name` is empty where this role may not see everybody."""

    number: str
    felt: Satisfaction
    worst: Piece
    name: str = ""

    @property
    def dissatisfied(self) -> bool:
        """Whether it is to be repaired; else they are to be helped."""
        return self.felt.grade is Grade.DISSATISFIED


def repair(request: HttpRequest) -> HttpResponse:
    """All of them. Who must know whom they look for sees how many there are."""
    found = first_ones(request, MOST + 1)
    context = {
        "page": "today",
        "troubled": found[:MOST] if sees(request, "all_customers") else [],
        "count": min(len(found), MOST),
        "more": len(found) > MOST,
        "shown": sees(request, "all_customers"),
    }
    return page(request, "backoffice/repair.html", context)


def first_ones(request: HttpRequest, most: int) -> list[Troubled]:
    """Up to so many, with the newest trouble first."""
    source = chosen_source(request)
    found = list(islice(helped_first(source, now(), queries.policy()), most)) if source else []
    names = queries.customer_names(source, [number for number, _ in found]) if sees(request, "all_customers") else {}
    return [Troubled(number, felt, _worst(felt), names.get(number, "")) for number, felt in found]


def _worst(felt: Satisfaction) -> Piece:
    """What weighs most of what went wrong; of whom is to be helped, what lies unused."""
    if felt.grade is Grade.HARDLY_EVER_USER:
        return next(one for one in felt.evidence if one.what is EvidenceKind.HARDLY_USED)
    return max(felt.evidence, key=lambda one: (one.weight * (1 - one.value), one.at))
