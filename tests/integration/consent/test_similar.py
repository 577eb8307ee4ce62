"""What is similar to what somebody bought: the catalogue, what was declared, and the shop's own rows."""

from __future__ import annotations

import pytest

from tests.integration.consent.conftest import AT, People
from worthmore.consent import operations, queries
from worthmore.consent.values import ConsentError, SimilarRow
from worthmore.shop.operations import save_relations


def test_similar_is_the_same_family_or_what_was_declared(people: People, jan: str) -> None:
    import polars as pl

    from worthmore.shop.operations import save_products

    people.buy("jan", 0, "bike", "Bicycles/City bikes")
    goods = {
        "external_id": ["racer", "lock", "tent", "plain"],
        "name": ["Racer", "Lock", "Tent", "Plain"],
        "price": [1, 1, 1, 1],
        "currency": ["EUR"] * 4,
        "category": ["Bicycles/Racing", "Accessories/Locks", "Camping", ""],
    }
    save_products("shop", pl.DataFrame(goods), AT)
    ids = ["bike", "racer", "lock", "tent", "plain", "unknown"]
    assert [one for one, yes in queries.is_similar(jan, "shop", ids).items() if yes] == ["bike", "racer"]
    relations = {"product_id": ["bike"], "other_id": ["lock"], "kind": ["accessory"], "position": [0]}
    save_relations("shop", pl.DataFrame(relations), AT)
    assert queries.is_similar(jan, "shop", ["lock"]) == {"lock": True}
    assert queries.is_similar("nobody", "shop", ["bike"]) == {"bike": False}
    rows = [SimilarRow("shop", "Bicycles/*", "Bicycles/*", False), SimilarRow("shop", "bike", "tent", True)]
    operations.set_similar(rows, "shop", AT)
    assert queries.similar_rows("shop") == tuple(rows)
    assert queries.is_similar(jan, "shop", ["racer", "tent"]) == {"racer": False, "tent": True}
    operations.set_similar([SimilarRow("shop", "bike", "racer", True)], "shop", AT)
    assert queries.is_similar(jan, "shop", ["racer"]) == {"racer": True}
    assert queries.all_similar([jan, "nobody"], "shop", ["racer", "tent"]) == {jan: True, "nobody": False}
    assert not any(queries.all_similar([jan], "shop", []).values())
    assert operations.remove_similar("shop", "bike", "tent")
    assert not operations.remove_similar("shop", "bike", "tent")
    assert queries.is_similar(jan, "shop", ["tent"]) == {"tent": False}


@pytest.mark.parametrize("row", [("", "a", "b"), ("shop", "", "b"), ("shop", "/*", "b"), ("shop", "a", "\0")])
def test_a_row_that_names_nothing_is_refused(db: None, row: tuple[str, str, str]) -> None:
    with pytest.raises(ConsentError):
        operations.set_similar([SimilarRow(*row, True)], "shop", AT)
