"""Whether the plans of a file make sense together with those the shop has: told by row once all of them are saved."""

from __future__ import annotations

from worthmore.connectors.csv.chunks import good_rows
from worthmore.connectors.csv.recognising.recognise import Plan
from worthmore.connectors.csv.trouble import Problem, Reject
from worthmore.shop.queries import catalogue
from worthmore.vocabulary.ladders import faults


def ladder_rejects(plan: Plan) -> list[Reject]:
    """A remark at every row whose ladder makes no sense. Its plans are kept, and decide nothing until it is mended."""
    known = catalogue(plan.source)
    found = faults(known.plans, {product.id: product for product in known.products})
    if not found:
        return []
    rows = {product: row for frame in good_rows(plan) for row, product in frame.select("row", "product_id").rows()}
    heading = next(column.heading for column in plan.file.columns if column.field == "product_id")
    return [
        Reject(rows[product], heading, product, Problem(f"{fault.problem} ({fault.ladder})", fault.mend), False, True)
        for fault in found
        for product in fault.product_ids
        if product in rows
    ]
