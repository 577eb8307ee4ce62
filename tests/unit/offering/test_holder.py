from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from tests.unit.offering.small_shop import KINDS, NOON, PRODUCTS, FakeLearned
from worthmore.offering.holder import SnapshotHolder
from worthmore.offering.reads import Reads, Version
from worthmore.offering.shelf_copy import ShelfCopy
from worthmore.offering.snapshot import NOTHING_LEARNED
from worthmore.shop.queries import Catalogue
from worthmore.vocabulary.hand_rules import HandAct, HandRule, Selection
from worthmore.vocabulary.journey import Tone
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.texts import Frame, ShopText, Slot


class Clock:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Rooms:
    """The rooms below: a shop that changes, a model that is published, a database that goes."""

    products: dict[str, Product] = field(default_factory=lambda: dict(PRODUCTS))
    changed: dict[str, int] = field(default_factory=dict)
    revision: int = 7
    policy: Policy = field(default_factory=Policy)
    hand_rules: tuple[HandRule, ...] = ()
    texts: tuple[ShopText, ...] = ()
    model: str | None = "m1"
    broken: set[str] = field(default_factory=set)
    gone: bool = False
    asked: list[tuple[str, int]] = field(default_factory=list)

    def reads(self) -> Reads:
        return Reads(
            revision=lambda: self.there(self.revision),
            sources=lambda: ["demo", "till"],
            policy=lambda: self.policy,
            catalogue=self.catalogue,
            hand_rules=lambda source: self.hand_rules if source == "demo" else (),
            texts=lambda source: self.texts if source == "demo" else (),
            quotes=lambda source: {},
            published=self.published,
            learned=self.learned,
        )

    def there(self, value: int) -> int:
        if self.gone:
            raise OperationalError("gone")
        return value

    def catalogue(self, source: str, after: int) -> Catalogue:
        self.asked.append((source, after))
        products = self.products if source == "demo" else {}
        found = [one for one in products.values() if self.changed.get(one.id, 1) > after]
        relations = {"bike": [(RelationKind.ACCESSORY, "seat")]} if any(one.id == "bike" for one in found) else {}
        return Catalogue(found, KINDS, relations, self.revision)

    def published(self, home: Path) -> Version | None:
        return SimpleNamespace(name=self.model, folder=home / "models" / self.model) if self.model else None

    def learned(self, folder: Path, source: str) -> FakeLearned:
        if folder.name in self.broken or source != "demo":
            raise ValueError(f"{folder} is broken")
        return FakeLearned()

    def change(self, product: Product) -> None:
        self.revision += 1
        self.products[product.id] = product
        self.changed[product.id] = self.revision


@pytest.fixture
def rooms() -> Rooms:
    return Rooms()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def holder(rooms: Rooms, clock: Clock, tmp_path: Path) -> SnapshotHolder:
    return SnapshotHolder(tmp_path, rooms.reads(), seconds=clock)


def test_it_loads_when_first_asked(holder: SnapshotHolder, rooms: Rooms) -> None:
    snapshot = holder.current()
    assert snapshot is not None
    assert snapshot.shops["demo"].products == PRODUCTS
    assert (snapshot.model_version, snapshot.revision) == ("m1", 7)
    assert [one.product_id for one in snapshot.shops["demo"].upgrades("bike")] == ["e-bike", "racer"]
    assert rooms.asked == [("demo", 0), ("till", 0)]


def test_what_could_not_be_opened_is_tried_again_at_every_look(
    holder: SnapshotHolder, rooms: Rooms, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    rooms.broken = {"m1"}
    first = holder.current()
    assert first is not None
    assert first.shops["demo"].upgrades("bike") == ()
    clock.seconds += 1
    assert holder.current() is first
    assert len([one for one in caplog.records if "learned of demo" in one.message]) == 1
    rooms.broken = set()
    clock.seconds += 1
    snapshot = holder.current()
    assert snapshot is not None
    assert [one.product_id for one in snapshot.shops["demo"].upgrades("bike")] == ["e-bike", "racer"]
    assert snapshot.shops["till"] is first.shops["till"]
    assert snapshot.rules_version == first.rules_version


def test_what_opens_while_something_else_changed_is_used(holder: SnapshotHolder, rooms: Rooms, clock: Clock) -> None:
    rooms.broken = {"m1"}
    holder.current()
    rooms.broken, rooms.revision = set(), rooms.revision + 1
    clock.seconds += 1
    snapshot = holder.current()
    assert snapshot is not None
    assert snapshot.shops["demo"].upgrades("bike")


def test_within_a_second_nobody_looks_again(holder: SnapshotHolder, rooms: Rooms, clock: Clock) -> None:
    first = holder.current()
    rooms.change(replace(PRODUCTS["lock"], price=4_995))
    clock.seconds += 0.9
    assert holder.current() is first
    clock.seconds += 0.2
    assert holder.current() is not first


def test_nothing_changed_means_the_same_snapshot(holder: SnapshotHolder, clock: Clock) -> None:
    first = holder.current()
    clock.seconds += 5
    assert holder.current() is first


def test_only_what_changed_is_read_again(holder: SnapshotHolder, rooms: Rooms, clock: Clock) -> None:
    first = holder.current()
    rooms.asked.clear()
    rooms.change(replace(PRODUCTS["lock"], price=4_995))
    clock.seconds += 2
    second = holder.current()
    assert first is not None
    assert second is not None
    assert rooms.asked == [("demo", 7), ("till", 7)]
    assert second.shops["demo"].products["lock"].price == 4_995
    assert second.shops["demo"].products["bike"] is first.shops["demo"].products["bike"]
    assert first.shops["demo"].products["lock"].price == 5_995
    assert second.shops["till"] is first.shops["till"]
    assert [one.product_id for one in second.shops["demo"].complements("bike")] == ["seat", "lock", "helmet"]


def test_a_new_model_is_opened(holder: SnapshotHolder, rooms: Rooms, clock: Clock) -> None:
    holder.current()
    rooms.model = "m2"
    clock.seconds += 2
    snapshot = holder.current()
    assert snapshot is not None
    assert snapshot.model_version == "m2"
    assert snapshot.shops["demo"].products == PRODUCTS


def test_new_settings_make_new_rules(holder: SnapshotHolder, rooms: Rooms, clock: Clock) -> None:
    first = holder.current()
    rooms.policy, rooms.revision = Policy(premium_cap=0.1), 8
    clock.seconds += 2
    second = holder.current()
    assert first is not None
    assert second is not None
    assert second.policy.premium_cap == 0.1
    assert second.rules_version != first.rules_version


def test_without_a_model_there_is_still_a_catalogue(holder: SnapshotHolder, rooms: Rooms) -> None:
    rooms.model = None
    snapshot = holder.current()
    assert snapshot is not None
    assert snapshot.model_version == NOTHING_LEARNED
    assert [one.product_id for one in snapshot.shops["demo"].complements("bike")] == ["seat"]


def test_a_broken_model_leaves_the_catalogue(holder: SnapshotHolder, rooms: Rooms) -> None:
    rooms.broken = {"m1"}
    snapshot = holder.current()
    assert snapshot is not None
    assert snapshot.shops["demo"].upgrades("bike") == ()


def test_the_last_good_snapshot_outlives_the_database(holder: SnapshotHolder, rooms: Rooms, clock: Clock) -> None:
    first = holder.current(NOON)
    rooms.gone = True
    clock.seconds += 2
    assert holder.current(NOON) is first
    assert holder.stale
    assert holder.stale_since == NOON
    rooms.gone = False
    clock.seconds += 2
    assert holder.current(NOON) is first
    assert not holder.stale
    assert holder.stale_since is None


def test_without_a_database_from_the_start_nothing_is_ready(holder: SnapshotHolder, rooms: Rooms, clock: Clock) -> None:
    rooms.gone = True
    assert holder.current() is None
    assert not holder.ready
    rooms.gone = False
    clock.seconds += 2
    assert holder.ready


def test_a_gone_database_is_asked_once_a_second(holder: SnapshotHolder, rooms: Rooms, clock: Clock) -> None:
    rooms.gone = True
    looks = []
    holder._reads = replace(holder._reads, revision=lambda: looks.append(1) or rooms.there(7))
    for _ in range(20):
        assert holder.current() is None
    assert len(looks) == 1


@pytest.fixture
def watching(rooms: Rooms, tmp_path: Path) -> Iterator[SnapshotHolder]:
    holder = SnapshotHolder(tmp_path, rooms.reads(), watch=True, interval=0.01)
    yield holder
    holder.close()


def wait_for(true: object) -> None:
    until = time.perf_counter() + 5
    while not true():  # type: ignore[operator]
        assert time.perf_counter() < until
        time.sleep(0.01)


def test_a_watching_holder_notices_by_itself(watching: SnapshotHolder, rooms: Rooms) -> None:
    assert watching.ready
    rooms.change(replace(PRODUCTS["lock"], price=4_995))
    wait_for(lambda: watching.current().shops["demo"].products["lock"].price == 4_995)


def test_a_start_without_a_database_answers_from_the_copy(
    watching: SnapshotHolder, rooms: Rooms, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    loaded = watching.current()
    assert loaded is not None
    wait_for(lambda: (tmp_path / "snapshots" / "shelf.jsonl").exists())
    watching.close()
    rooms.gone = True
    clock = Clock()
    with caplog.at_level(logging.WARNING):
        cold = SnapshotHolder(tmp_path, rooms.reads(), seconds=clock)
        snapshot = cold.current(NOON)
    assert snapshot is not None
    assert snapshot.shops["demo"].products == PRODUCTS
    assert snapshot.shops["demo"].kinds == KINDS
    assert snapshot.policy == loaded.policy
    assert snapshot.rules_version == loaded.rules_version
    assert snapshot.model_version == "m1"
    assert [one.product_id for one in snapshot.shops["demo"].complements("bike")] == ["seat", "lock", "helmet"]
    assert cold.stale_since == NOON
    rooms.gone = False
    clock.seconds += 2
    assert cold.current() is not snapshot
    assert not cold.stale


def test_a_hand_rule_holds_at_the_next_look_and_from_the_copy_too(
    watching: SnapshotHolder, rooms: Rooms, tmp_path: Path
) -> None:
    before = watching.current()
    rule = HandRule(HandAct.NEVER, Selection(products=("lock",)), id=3)
    rooms.hand_rules, rooms.revision = (rule,), rooms.revision + 1
    watching.refresh()
    after = watching.current()
    assert before is not None
    assert after is not None
    assert after.shops["demo"].stock.hand_rules == (rule,)
    assert after.rules_version != before.rules_version
    ShelfCopy(tmp_path / "shelf.jsonl").write(after)
    kept = ShelfCopy(tmp_path / "shelf.jsonl").read()
    assert kept is not None
    assert kept.stocks["demo"].hand_rules == (rule,)


def test_a_text_of_the_shop_is_said_from_the_next_look_on_and_from_the_copy_too(
    watching: SnapshotHolder, rooms: Rooms, tmp_path: Path
) -> None:
    watching.current()
    text = ShopText(Slot("complement", Frame.PLAIN, Tone.PLAIN, "en"), "{why} Have a look.", 7)
    rooms.texts, rooms.revision = (text,), rooms.revision + 1
    watching.refresh()
    after = watching.current()
    assert after is not None
    template = after.shops["demo"].rules.wording.template("complement", "", "plain", "en")
    assert (template.around, template.manner.text_number) == (("", " Have a look."), 7)
    ShelfCopy(tmp_path / "shelf.jsonl").write(after)
    kept = ShelfCopy(tmp_path / "shelf.jsonl").read()
    assert kept is not None
    assert kept.stocks["demo"].texts == (text,)


@pytest.mark.parametrize("content", [b"", b"{", b"\x00\xff", b'{"format":99}', b"null\n"])
def test_a_damaged_copy_counts_as_none(content: bytes, rooms: Rooms, tmp_path: Path) -> None:
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots" / "shelf.jsonl").write_bytes(content)
    rooms.gone = True
    assert SnapshotHolder(tmp_path, rooms.reads()).current() is None


def test_a_copy_cut_short_counts_as_none(watching: SnapshotHolder, rooms: Rooms, tmp_path: Path) -> None:
    path = tmp_path / "snapshots" / "shelf.jsonl"
    watching.current()
    wait_for(path.exists)
    watching.close()
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-2]))
    rooms.gone = True
    assert SnapshotHolder(tmp_path, rooms.reads()).current() is None
