from __future__ import annotations

import threading
from pathlib import Path

import pytest

from worthmore.api.key_copy import KeyCopy
from worthmore.api.keys import Key, KeyRing, KeysUnavailableError, Scope, digest_of, new_secret

PLAIN = "wm_pexample"


def key(origins: tuple[str, ...] = ("https://shop.example",)) -> Key:
    return Key(digest_of(PLAIN), "shop", Scope.STOREFRONT, "demo", frozenset(origins))


class Table:
    def __init__(self) -> None:
        self.keys = {digest_of(PLAIN): key()}
        self.gone = False
        self.reads = 0

    def load(self) -> dict[str, Key]:
        self.reads += 1
        if self.gone:
            raise ConnectionError("no route to the database")
        return dict(self.keys)


def test_a_key_is_long_random_and_says_its_scope() -> None:
    made = {new_secret(Scope.SERVER) for _ in range(50)}
    assert len(made) == 50
    assert all(one.startswith("wm_s") and len(one) == 36 and one.isascii() for one in made)
    assert new_secret(Scope.STOREFRONT).startswith("wm_p")


def test_a_key_is_found_by_what_its_owner_sends() -> None:
    ring = KeyRing(Table().load, every=0)
    assert ring.find(PLAIN) == key()
    assert ring.find(PLAIN + "x") is None
    assert ring.find("wm_p\udcff") is None


def test_a_revoked_key_stops_at_the_next_refresh() -> None:
    table = Table()
    ring = KeyRing(table.load, every=0)
    assert ring.find(PLAIN)
    table.keys.clear()
    assert ring.find(PLAIN) is None
    assert not ring.knows_origin("https://shop.example")


def test_keys_stay_in_use_while_the_database_is_gone() -> None:
    table = Table()
    ring = KeyRing(table.load, every=0)
    assert ring.find(PLAIN)
    table.gone = True
    assert ring.find(PLAIN)
    assert not ring.fresh
    table.gone = False
    assert ring.find(PLAIN)
    assert ring.fresh


def test_without_any_keys_read_nobody_is_let_in() -> None:
    table = Table()
    table.gone = True
    ring = KeyRing(table.load, every=0)
    with pytest.raises(KeysUnavailableError):
        ring.find(PLAIN)
    assert not ring.loaded


def test_a_thread_of_its_own_reads_so_that_no_request_waits() -> None:
    table, seen = Table(), threading.Event()
    ring = KeyRing(table.load, every=0.01)
    assert table.reads == 0
    assert ring.find(PLAIN)
    table.keys.clear()

    def until_revoked() -> None:
        while ring.find(PLAIN):
            seen.wait(0.005)
        seen.set()

    watcher = threading.Thread(target=until_revoked, daemon=True)
    watcher.start()
    watcher.join(timeout=1.0)
    ring.close()
    assert seen.is_set()


def test_many_first_requests_start_one_thread() -> None:
    table = Table()
    ring = KeyRing(table.load, every=60)
    callers = [threading.Thread(target=ring.find, args=(PLAIN,)) for _ in range(8)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    ring.close()
    assert table.reads == 1


def test_a_start_without_a_database_uses_the_kept_copy(tmp_path: Path) -> None:
    table, copy = Table(), KeyCopy(tmp_path / "snapshots" / "keys.json")
    assert KeyRing(table.load, every=0, copy=copy).find(PLAIN)
    assert copy.path.stat().st_mode & 0o077 == 0
    assert PLAIN not in copy.path.read_text()
    table.gone = True
    later = KeyRing(table.load, every=0, copy=KeyCopy(copy.path))
    assert later.find(PLAIN) == key()
    assert not later.fresh
    assert later.knows_origin("https://shop.example")


def test_a_revoked_key_leaves_the_copy(tmp_path: Path) -> None:
    table, copy = Table(), KeyCopy(tmp_path / "keys.json")
    ring = KeyRing(table.load, every=0, copy=copy)
    ring.find(PLAIN)
    table.keys.clear()
    ring.find(PLAIN)
    assert copy.read() == {}
    assert [file.name for file in tmp_path.iterdir()] == ["keys.json"]


@pytest.mark.parametrize("content", ["", "{", '{"a": 1}', "[]"])
def test_a_damaged_copy_lets_nobody_in(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys.json").write_text(content)
    table = Table()
    table.gone = True
    with pytest.raises(KeysUnavailableError):
        KeyRing(table.load, every=0, copy=KeyCopy(tmp_path / "keys.json")).find(PLAIN)


def test_a_copy_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "snapshots").write_text("a file where the folder should be")
    ring = KeyRing(Table().load, every=0, copy=KeyCopy(tmp_path / "snapshots" / "keys.json"))
    assert ring.find(PLAIN)
    assert ring.fresh
