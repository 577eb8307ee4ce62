"""POST /v1/needs: what customers told they need."""

from __future__ import annotations

from datetime import datetime

import msgspec
import polars as pl
from falcon import Request, Response

from worthmore.api import moments
from worthmore.api.answers import NeedsKept, NeedUnderstood
from worthmore.api.keys import Scope
from worthmore.api.problems import INVALID_VALUE, ProblemError
from worthmore.api.reading import Reader
from worthmore.api.requests import NeedsRequest
from worthmore.api.routes.base import Route
from worthmore.api.writing import write
from worthmore.decide.person.saying import in_words
from worthmore.offering.fitting_needs import fitting
from worthmore.shop.columns import NEEDS
from worthmore.shop.operations import SensitiveNeedError, save_needs
from worthmore.shop.queries import understood
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.needs import Need as ToldNeed

_reader = Reader(NeedsRequest)
_encode = msgspec.json.Encoder().encode
COLUMNS = {
    "external_id": "id",
    "customer_id": "customer",
    "text": "text",
    "language": "language",
    "category": "category",
    "product_id": "product",
    "told": "told",
    "told_by": "by",
}


class Needs(Route):
    """Tell what customers need."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Save the needs; they are in the database when this answers."""
        key = self._door.enter(req, resp, Scope.SERVER)
        asked = _reader.read(req)
        at = now()
        rows = [
            {column: getattr(need, name) for column, name in COLUMNS.items()}
            | {"at": moments.checked(need.at, f"needs[{place}].at", at)}
            for place, need in enumerate(asked.needs)
        ]
        frame = pl.DataFrame(rows, schema={name: NEEDS.schema[name] for name in (*COLUMNS, "at")})
        try:
            saved = write(lambda: save_needs(key.source, frame, at))
        except SensitiveNeedError as error:
            raise _sensitive(error) from None
        found = understood(key.source, [need.id for need in asked.needs])
        told = tuple(
            NeedUnderstood(id_, need.concept, in_words(need.constraints), self._fits(key.source, need, at, len(found)))
            for id_, need in found.items()
        )
        resp.data = _encode(NeedsKept(saved.new, saved.changed, saved.unchanged, told))

    def _fits(self, source: str, need: ToldNeed, at: datetime, told: int) -> tuple[str, ...]:
        """Products to show to whoever is told this; while many are told at once, nobody waits for them."""
        snapshot = self._service().holder.current(at)
        shop = snapshot.shops.get(source) if snapshot else None
        if snapshot is None or shop is None or told > 1:
            return ()
        return tuple(one.id for one in fitting(need, shop, at, snapshot.policy))


def _sensitive(error: SensitiveNeedError) -> ProblemError:
    field = f"needs[{error.row}].text"
    kind = error.kind.replace("_", " ")
    return ProblemError(
        INVALID_VALUE,
        f"{field} tells of {kind}, which is never kept or used for offers; nothing was saved.",
        field,
        "Write what the product must be, without the reason.",
    )
