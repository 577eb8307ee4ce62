"""Keeps the present snapshot: looks for changes once a second, and holds on to the last good one."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.db import connection

from worthmore.offering.assortment import Learned
from worthmore.offering.reads import Reads, Version
from worthmore.offering.shelf_copy import ShelfCopy
from worthmore.offering.snapshot import EMPTY, NOTHING_LEARNED, Shop, Snapshot, Stock, make_shop, make_snapshot

log = logging.getLogger(__name__)

COPY_EVERY = 600.0


class SnapshotHolder:
    """The present snapshot of an installation.

    With `watch`, a thread looks for changes every `interval` seconds, so that no request ever waits for one; without,
    whoever asks first after that time looks (the terminal, tests). When the database is gone the last good snapshot
    stays, and `stale_since` says when the first decision was made from it; at a cold start without a database the
    copy kept in the data folder serves.
    """

    def __init__(
        self,
        home: Path,
        reads: Reads | None = None,
        watch: bool = False,
        interval: float = 1.0,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.home, self.watch, self.interval = home, watch, interval
        self.stale_since: datetime | None = None
        self._reads, self._seconds = reads or Reads(), seconds
        self._copy = ShelfCopy(home / "snapshots" / "shelf.jsonl")
        self._snapshot: Snapshot | None = None
        self._learned: dict[str, Learned] = {}
        self._unopened: dict[str, str] = {}
        self._failing = self._from_disk = False
        self._copied: Snapshot | None = None
        self._next_look = self._next_copy = 0.0
        self._lock, self._closing = threading.Lock(), threading.Event()
        self._thread: threading.Thread | None = None

    def current(self, at: datetime | None = None) -> Snapshot | None:
        """The present snapshot; None while none could be loaded. `at`, if given, dates the staleness."""
        if self._snapshot is None or (not self.watch and self._seconds() >= self._next_look):
            self._look()
        if self._failing:
            self.stale_since = self.stale_since or at
        return self._snapshot

    @property
    def ready(self) -> bool:
        """Whether there is a snapshot to answer from; looks if none was loaded yet."""
        return self.current() is not None

    @property
    def stale(self) -> bool:
        """Whether the last look failed, so that decisions are made from what was known before."""
        return self._failing

    def refresh(self) -> None:
        """Look for changes now."""
        with self._lock:
            self._refresh()

    def close(self) -> None:
        """Stop looking."""
        self._closing.set()
        if self._thread is not None:
            self._thread.join(5)

    def _look(self) -> None:
        """Load or refresh; only the very first load makes others wait."""
        if not self._lock.acquire(blocking=self._snapshot is None):
            return
        try:
            if self._seconds() >= self._next_look:
                self._refresh()
                self._start_watching()
        finally:
            self._lock.release()

    def _start_watching(self) -> None:
        if self.watch and self._thread is None and not self._closing.is_set():
            self._thread = threading.Thread(target=self._watch, name="worthmore-snapshot", daemon=True)
            self._thread.start()

    def _watch(self) -> None:
        try:
            gc.collect()
            gc.freeze()  # a catalogue lives as long as the process; no need to walk through it again and again
            while not self._closing.wait(self.interval):
                self.refresh()
                self._keep_copy()
        finally:
            connection.close()

    def _refresh(self) -> None:
        try:
            self._renew()
        except Exception as error:  # whatever is wrong, the last good snapshot must go on serving
            if not self._failing:
                log.warning("the shop cannot be read, going on with what is known: %s", error)
            self._failing = True
            if self._snapshot is None:
                self._from_copy()
            if not connection.in_atomic_block:
                connection.close()
        else:
            self._failing, self.stale_since = False, None
        self._next_look = self._seconds() + self.interval

    def _renew(self) -> None:
        """Replace the snapshot if the catalogue, the settings or the learned version changed."""
        known, first = self._snapshot or EMPTY, self._snapshot is None or self._from_disk
        revision, version = self._reads.revision(), self._reads.published(self.home)
        model = version.name if version else NOTHING_LEARNED
        if not first and (revision, model) == (known.revision, known.model_version):
            self._open_again(known, version)
            return
        sources, policy = self._reads.sources(), self._reads.policy()
        unchanged = not first and policy == known.policy and model == known.model_version
        learned = self._learned if unchanged else {}
        missing = [name for name in sources if name not in learned]
        opened = self._open(version.folder, missing) if version is not None else {}
        learned = learned | opened
        shops = {}
        for name in sources:
            stock, changed = self._stock(name, None if first else known.shops.get(name))
            ours = self._of_people(name, stock)
            stock, changed = ours, changed or ours is not stock
            kept = known.shops.get(name) if unchanged and not changed and name not in opened else None
            shops[name] = kept or make_shop(name, stock, learned.get(name), policy)
        self._learned, self._from_disk = learned, False
        self._snapshot = make_snapshot(shops, policy, model, revision)

    def _open_again(self, known: Snapshot, version: Version | None) -> None:
        """Try again what could not be opened: files arrive late where several machines share a data folder."""
        waiting = [name for name in self._unopened if name in known.shops]
        opened = self._open(version.folder, waiting) if version is not None and waiting else {}
        if not opened:
            return
        again = {name: make_shop(name, known.shops[name].stock, one, known.policy) for name, one in opened.items()}
        self._learned = self._learned | opened
        self._snapshot = make_snapshot({**known.shops, **again}, known.policy, known.model_version, known.revision)

    def _stock(self, name: str, known: Shop | None) -> tuple[Stock, bool]:
        """One source's stock and whether anything in it changed; only what changed is read again."""
        after = known.stock.revision if known else 0
        found = self._reads.catalogue(name, after)
        if known is None:
            products = {one.id: one for one in found.products}
            return Stock(products, found.kinds, found.relations, found.revision, found.prices, found.plans), True
        stock = known.stock
        if not found.products and found.kinds == stock.kinds and found.plans == stock.plans:
            return stock, False
        products = {**stock.products, **{one.id: one for one in found.products}}
        relations, prices = {**stock.relations, **found.relations}, {**stock.prices, **found.prices}
        fallen = {product_id: history for product_id, history in prices.items() if history}
        return Stock(products, found.kinds, relations, found.revision, fallen, found.plans), True

    def _of_people(self, name: str, stock: Stock) -> Stock:
        """The stock with what the shop's people and customers wrote; itself where that did not change."""
        by_hand, texts, quotes = self._reads.hand_rules(name), self._reads.texts(name), self._reads.quotes(name)
        if (by_hand, texts, quotes) == (stock.hand_rules, stock.texts, stock.quotes):
            return stock
        return replace(stock, hand_rules=by_hand, texts=texts, quotes=quotes)

    def _open(self, folder: Path, sources: Iterable[str]) -> dict[str, Learned]:
        """What was learned of each source; one that cannot be opened decides without, and is tried again."""
        opened = {}
        for source in sources:
            try:
                opened[source] = self._reads.learned(folder, source)
            except (OSError, ValueError, RuntimeError, LookupError) as error:
                if self._unopened.get(source) != str(error):
                    log.warning("what was learned of %s cannot be used: %s", source, error)
                self._unopened[source] = str(error)
            else:
                self._unopened.pop(source, None)
        return opened

    def _keep_copy(self) -> None:
        """Write the copy that a cold start without a database answers from; now and then is enough."""
        snapshot = self._snapshot
        if snapshot is None or self._from_disk or self._seconds() < self._next_copy or snapshot is self._copied:
            return
        self._next_copy = self._seconds() + COPY_EVERY
        try:
            self._copy.write(snapshot)
            self._copied = snapshot
        except OSError as error:
            log.warning("the copy for a start without a database cannot be written: %s", error)

    def _from_copy(self) -> None:
        kept = self._copy.read()
        if kept is None:
            return
        learned = self._open(self.home / "models" / kept.model_version, kept.stocks)
        shops = {name: make_shop(name, stock, learned.get(name), kept.policy) for name, stock in kept.stocks.items()}
        self._snapshot = make_snapshot(shops, kept.policy, kept.model_version, kept.revision)
        self._from_disk = True
        log.warning("started without a database, from the copy at %s", self._copy.path)
