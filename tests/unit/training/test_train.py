from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.unit.training.shop_of_two import AT, SHOP, save_orders, save_products
from worthmore.shop import operations
from worthmore.training import lesson, versions
from worthmore.training.files import MANIFEST, checksum
from worthmore.training.published import open_learned
from worthmore.training.queries import Published, current
from worthmore.training.train import NothingToLearnError, train

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shop(transactional_db: None) -> None:
    save_products()
    save_orders()


def complements(version: Published, product_id: str, source: str = SHOP) -> list[str]:
    return [neighbour.product_id for neighbour in open_learned(version.folder, source).complements(product_id)]


def test_before_the_first_training_nothing_is_in_use(tmp_path: Path) -> None:
    assert current(tmp_path) is None


def test_what_is_learned_is_published_and_in_use(shop: None, tmp_path: Path) -> None:
    published = train(tmp_path, AT)
    assert current(tmp_path) == published
    assert published.name.startswith("20260301T120000Z-")
    assert published.folder == tmp_path / "models" / published.name
    assert published.checksum == checksum(published.folder / MANIFEST)
    assert complements(published, "bike") == ["lock"]
    upgrade = open_learned(published.folder, SHOP).upgrades("bike")[0]
    assert upgrade.product_id == "better"


def test_the_summary_counts_what_there_was_and_what_came_of_it(shop: None, tmp_path: Path) -> None:
    found = train(tmp_path, AT).summary[SHOP]
    assert (found["orders"], found["customers"], found["products"]) == (120, 120, 4)
    assert found["products_with_complements"] == 3  # the bell is learned from, but never offered
    assert found["rules"] == 4
    assert found["upgrades"] == {"attributes": 1, "swaps": 0, "hand": 0}
    assert found["products_with_enough_customers"] == 4


def test_postage_is_no_product(shop: None, tmp_path: Path) -> None:
    assert "post" not in open_learned(train(tmp_path, AT).folder, SHOP).product_ids


def test_what_is_no_longer_sold_is_not_offered(shop: None, tmp_path: Path) -> None:
    assert "bell" not in complements(train(tmp_path, AT), "bike")
    assert "bell" in complements(train(tmp_path, AT - timedelta(days=60)), "bike")


def test_the_shops_own_minimum_counts(shop: None, tmp_path: Path) -> None:
    operations.set_policy("minimum_customers", 31, AT)
    assert complements(train(tmp_path, AT), "bike") == []


def test_guests_alone_teach_no_rules(tmp_path: Path) -> None:
    save_products()
    save_orders(guests=True)
    found = train(tmp_path, AT).summary[SHOP]
    assert (found["orders"], found["customers"], found["rules"]) == (120, 0, 0)


def test_a_shop_without_orders_has_its_catalogue_learned(tmp_path: Path) -> None:
    save_products()
    published = train(tmp_path, AT)
    assert published.summary[SHOP]["orders"] == 0
    assert open_learned(published.folder, SHOP).upgrades("bike")[0].product_id == "better"


def test_an_empty_source_can_be_trained(tmp_path: Path) -> None:
    operations.ensure_source("empty", AT)
    published = train(tmp_path, AT)
    assert published.summary["empty"]["products"] == 0
    assert open_learned(published.folder, "empty").product_ids == ()


def test_the_same_orders_teach_the_same(shop: None, tmp_path: Path) -> None:
    one, other = train(tmp_path / "one", AT), train(tmp_path / "other", AT)
    assert one.checksum == other.checksum
    assert one.name == other.name


def test_an_interrupted_training_leaves_the_old_version_in_use(
    shop: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = train(tmp_path, AT)

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(lesson.Upgrades, "fit", interrupted)
    with pytest.raises(KeyboardInterrupt):
        train(tmp_path, AT + timedelta(hours=1))
    assert current(tmp_path) == before
    assert [folder.name for folder in (tmp_path / "models").iterdir()] == [before.name]
    assert complements(before, "bike") == ["lock"]


def test_one_source_is_trained_and_the_other_carried_over(shop: None, tmp_path: Path) -> None:
    save_products("till")
    save_orders("till", customers=25)
    train(tmp_path, AT)
    save_orders("till", customers=40)
    operations.set_policy("minimum_customers", 35, AT)
    published = train(tmp_path, AT + timedelta(days=1), ["till"])
    assert published.summary["till"]["orders"] == 160
    assert published.summary[SHOP]["minimum_customers"] == 20
    assert complements(published, "bike") == ["lock"]
    assert complements(published, "bike", "till") == ["lock"]


def test_a_source_that_cannot_be_carried_over_is_trained_too(shop: None, tmp_path: Path) -> None:
    save_products("till")
    first = train(tmp_path, AT, ["till"])
    assert complements(first, "bike") == ["lock"]  # there was nothing to carry over yet
    file = first.folder / "source-demo" / "complements" / "records.npy"
    file.write_bytes(file.read_bytes()[:-1])
    assert complements(train(tmp_path, AT + timedelta(days=1), ["till"]), "bike") == ["lock"]


def test_only_the_newest_three_versions_are_kept(shop: None, tmp_path: Path) -> None:
    names = [train(tmp_path, AT + timedelta(hours=hour)).name for hour in range(5)]
    assert sorted(folder.name for folder in (tmp_path / "models").iterdir()) == names[2:]
    assert [version.name for version in versions.versions(tmp_path)] == names[:1:-1]


def test_leftovers_of_a_killed_training_go_away_after_a_day(shop: None, tmp_path: Path) -> None:
    old, new = (tmp_path / "models" / f".partial-{name}" for name in ("old", "new"))
    for folder, age in ((old, timedelta(days=2)), (new, timedelta(hours=2))):
        folder.mkdir(parents=True)
        os.utime(folder, times=((AT - age).timestamp(),) * 2)
    train(tmp_path, AT)
    assert not old.exists()
    assert new.exists()


def test_progress_never_goes_back_and_ends_at_the_whole(shop: None, tmp_path: Path) -> None:
    save_products("till")
    heard: list[tuple[str, float]] = []
    train(tmp_path, AT, progress=lambda text, share: heard.append((text, share)))
    shares = [share for _, share in heard]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert {text.split(":")[0] for text, _ in heard} == {SHOP, "till"}


def test_nothing_to_learn_from_is_said() -> None:
    with pytest.raises(NothingToLearnError, match="import orders first"):
        train(Path("nowhere"), AT)


def test_an_unknown_source_is_named(shop: None, tmp_path: Path) -> None:
    with pytest.raises(NothingToLearnError, match="no source is called shpo; there is demo"):
        train(tmp_path, AT, ["shpo"])


def test_a_moment_without_a_time_zone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        train(tmp_path, AT.replace(tzinfo=None))


def test_a_list_of_the_published_can_be_read_with_numpy_alone(shop: None, tmp_path: Path) -> None:
    records = np.load(train(tmp_path, AT).folder / "source-demo" / "complements" / "records.npy")
    assert (records["customers"] == 30).all()
