"""A small load generator: keep-alive HTTP/1.1 connections in one thread, every answer timed."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np


@dataclass
class Load:
    """What a run saw: seconds in all, milliseconds per answer, answers by status code."""

    seconds: float = 0.0
    milliseconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    def percentile(self, share: float) -> float:
        """Milliseconds under which this share (0 to 100) of the answers came."""
        return float(np.percentile(self.milliseconds, share))

    def __add__(self, other: Load) -> Load:
        """Both runs as one."""
        statuses = {code: self.statuses.get(code, 0) + count for code, count in other.statuses.items()}
        return Load(self.seconds + other.seconds, self.milliseconds + other.milliseconds, {**self.statuses, **statuses})

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.milliseconds) / self.seconds


@dataclass
class _Connection:
    socket: socket.socket
    sent_at: float = 0.0
    received: bytes = b""


def drive(address: tuple[str, int], requests: Iterator[bytes], clients: int, seconds: float) -> Load:
    """Keep `clients` connections busy for `seconds`; each sends its next request when its answer is whole."""
    load, selector = Load(), selectors.DefaultSelector()
    for _ in range(clients):
        connection = _Connection(socket.create_connection(address))
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        _send(connection, requests)
    started = time.perf_counter()
    while (now := time.perf_counter()) - started < seconds:
        for key, _ in selector.select(timeout=1.0):
            if _receive(key.data, load):
                _send(key.data, requests)
    load.seconds = now - started
    for key in list(selector.get_map().values()):
        key.data.socket.close()
    return load


def _send(connection: _Connection, requests: Iterator[bytes]) -> None:
    connection.received = b""
    connection.sent_at = time.perf_counter()
    connection.socket.sendall(next(requests))


def _receive(connection: _Connection, load: Load) -> bool:
    part = connection.socket.recv(1 << 16)
    if not part:
        raise SystemExit("the server closed a connection")
    connection.received += part
    head, separator, body = connection.received.partition(b"\r\n\r\n")
    if not separator or len(body) < _length(head):
        return False
    load.milliseconds.append((time.perf_counter() - connection.sent_at) * 1000)
    status = int(head[9:12])
    load.statuses[status] = load.statuses.get(status, 0) + 1
    return True


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line[:15].lower() == b"content-length:":
            return int(line[15:])
    raise SystemExit("an answer without a length")
