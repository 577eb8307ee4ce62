"""What an engine counted becomes the same lists as what was counted here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.unit.training.shop_of_two import AT, SHOP, save_orders, save_products
from worthmore.learn.every_pair import count_everything
from worthmore.learn.neighbours import RECORD, NeighbourTable
from worthmore.training.files import source_folder
from worthmore.training.train import train

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("table", ["complements", "also_bought"])
def test_a_version_counted_elsewhere_is_the_version_counted_here(tmp_path: Path, table: str) -> None:
    save_products()
    save_orders()
    folders = [train(tmp_path / name, AT, count=count).folder for name, count in (("a", None), ("b", count_everything))]
    here, there = (NeighbourTable.load(source_folder(folder, SHOP) / table) for folder in folders)
    assert len(here.records) > 0
    assert here.start.tolist() == there.start.tolist()
    for name in RECORD.names or ():
        assert np.allclose(here.records[name], there.records[name], rtol=1e-6, equal_nan=True), name
