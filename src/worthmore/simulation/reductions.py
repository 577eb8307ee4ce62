"""A few products of the demo shop cost less since yesterday, so that there is a reduction to announce.

Every price is known since two years; each of these was asked all that time until it fell.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

import polars as pl

from worthmore.shop import operations
from worthmore.simulation.catalogue.assortment import Assortment
from worthmore.simulation.catalogue.frames import products

KNOWN_SINCE = timedelta(days=730)
FELL = timedelta(days=1)
REDUCED: Mapping[str, int] = MappingProxyType(
    {
        "kupoli-stad-m": 3995,
        "zadelgoed-bui-m": 4795,
        "slotkracht-schakel-12": 4240,
        "lumivalo-kuu-staand": 6795,
        "wolvaart-knus-wol": 2950,
        "ovenmaar-pannenset-4": 8400,
    }
)
"""What they cost now, by product; minor units."""


def reduce_prices(source: str, assortment: Assortment, at: datetime) -> None:
    """Let the prices fall, the day before."""
    frame = products(assortment, at.date() - timedelta(days=1))
    price = pl.col("external_id").replace_strict(REDUCED, default=None, return_dtype=pl.Int64())
    fallen = frame.filter(pl.col("external_id").is_in(list(REDUCED))).with_columns(price=price)
    operations.save_products(source, fallen, at - FELL)
