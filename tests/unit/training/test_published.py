from __future__ import annotations

import json
import timeit
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.learn.acceptance import Acceptance
from worthmore.learn.neighbours import BASES, RECORD, NeighbourTable
from worthmore.training.files import MANIFEST, PublishedError, source_folder, write_manifest
from worthmore.training.published import LearnedShop, open_learned, read_ids, write_ids
from worthmore.vocabulary.evidence import Basis, Evidence

IDS = ["fiets", "slot", "kypärä", "bel/1"]


def record(other: int, basis: Basis, score: float, lift: float = np.nan) -> np.ndarray:
    return np.array([(other, BASES.index(basis), 25, 30, 0.25, 0.125, score, lift, lift, lift)], dtype=RECORD)


def table(*pairs: tuple[int, np.ndarray]) -> NeighbourTable:
    items = np.array([item for item, _ in pairs], dtype=np.int64)
    records = np.concatenate([np.empty(0, dtype=RECORD), *(found for _, found in pairs)])
    return NeighbourTable.from_pairs(items, records, len(IDS))


@pytest.fixture
def version(tmp_path: Path) -> Path:
    folder = source_folder(tmp_path, "demo")
    write_ids(folder / "products", IDS)
    lists = (0, record(1, Basis.BASKETS, 0.5, 2.0)), (0, record(2, Basis.BASKETS, 0.75, 4.0))
    table(*lists).save(folder / "complements")
    table((1, record(0, Basis.CUSTOMERS, 0.5, 2.0))).save(folder / "also_bought")
    table((0, record(3, Basis.HAND, 0.5))).save(folder / "set_by_hand")
    table((3, record(2, Basis.ATTRIBUTES, 0.5))).save(folder / "upgrades")
    Acceptance().fit([("complement", "slot", 1000, 10)]).save(folder / "acceptance")
    write_manifest(tmp_path, {"format": 1})
    return tmp_path


def test_neighbours_come_back_by_product_best_first(version: Path) -> None:
    shop = open_learned(version, "demo")
    assert shop.product_ids == tuple(IDS)
    assert [neighbour.product_id for neighbour in shop.complements("fiets")] == ["kypärä", "slot"]
    best = shop.complements("fiets")[0]
    assert (best.chance, best.base_chance, best.score) == (0.25, 0.125, 0.75)
    assert best.evidence == Evidence(Basis.BASKETS, 25, 30, 4.0, 4.0, 4.0)
    assert shop.also_bought("slot")[0].product_id == "fiets"
    assert shop.set_by_hand("fiets")[0].product_id == "bel/1"


def test_a_basis_without_lift_has_none(version: Path) -> None:
    assert open_learned(version, "demo").upgrades("bel/1")[0].evidence == Evidence(Basis.ATTRIBUTES, 25, 30)


def test_a_product_nothing_is_known_of_has_empty_lists(version: Path) -> None:
    shop = open_learned(version, "demo")
    for ask in (shop.complements, shop.also_bought, shop.upgrades):
        assert list(ask("never heard of")) == list(ask("kypärä")) == []


def test_answers_sharpen_chances(version: Path) -> None:
    shop = open_learned(version, "demo")
    assert shop.accepted("complement", "slot", 0.3) < 0.03
    assert shop.accepted("upgrade", "slot", 0.3) == 0.3


def damage_a_byte(version: Path) -> None:
    file = source_folder(version, "demo") / "complements" / "records.npy"
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(bytes(content))


def remove_a_file(version: Path) -> None:
    (source_folder(version, "demo") / "upgrades" / "start.npy").unlink()


def empty_the_manifest(version: Path) -> None:
    (version / MANIFEST).write_text("{}")


def halve_the_manifest(version: Path) -> None:
    (version / MANIFEST).write_text((version / MANIFEST).read_text()[:40])


def another_number_of_products(version: Path) -> None:
    write_ids(source_folder(version, "demo") / "products", IDS[:2])
    write_manifest(version, {"format": 1})


def another_layout(version: Path) -> None:
    np.save(source_folder(version, "demo") / "complements" / "records.npy", np.zeros(2))
    write_manifest(version, {"format": 1})


def no_estimator(version: Path) -> None:
    (source_folder(version, "demo") / "acceptance" / "estimator.json").write_text("[]")
    write_manifest(version, {"format": 1})


@pytest.mark.parametrize(
    "spoil",
    [
        damage_a_byte,
        remove_a_file,
        empty_the_manifest,
        halve_the_manifest,
        another_number_of_products,
        another_layout,
        no_estimator,
    ],
)
def test_a_spoilt_version_is_a_clear_error(spoil: Callable[[Path], None], version: Path) -> None:
    spoil(version)
    with pytest.raises(PublishedError, match="run `worthmore train` again"):
        open_learned(version, "demo")


def test_a_source_that_was_not_learned_is_a_clear_error(version: Path) -> None:
    with pytest.raises(PublishedError, match="holds nothing in source-other"):
        open_learned(version, "other")


def test_a_version_that_is_gone_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(PublishedError, match="cannot be read"):
        open_learned(tmp_path / "gone", "demo")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_any_name_of_a_source_is_one_folder_inside_the_version(name: str) -> None:
    folder = source_folder(Path("version"), name)
    assert folder.parent == Path("version")
    assert folder.name not in ("", ".", "..")


def test_ids_of_any_length_and_alphabet_come_back(tmp_path: Path) -> None:
    for ids in ([], [""], ["a", "", "ä€😀", "x" * 500]):
        write_ids(tmp_path, ids)
        assert read_ids(tmp_path) == ids


def test_arrays_are_mapped_and_the_manifest_lists_every_file(version: Path) -> None:
    listed = json.loads((version / MANIFEST).read_text())["files"]
    files = {path.relative_to(version).as_posix() for path in version.rglob("*") if path.is_file()}
    assert set(listed) == files - {MANIFEST}


def test_asking_again_costs_next_to_nothing(version: Path) -> None:
    shop: LearnedShop = open_learned(version, "demo")
    shop.complements("fiets")
    best = min(timeit.repeat(lambda: shop.complements("fiets"), number=2_000, repeat=9)) / 2_000
    assert best < 3e-6  # under a microsecond on an idle machine
