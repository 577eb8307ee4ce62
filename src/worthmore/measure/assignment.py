"""Who gets offers and who, for comparison, gets none: decided by a stable hash, so nothing has to be stored."""

from __future__ import annotations

from hashlib import sha256

_BITS = 64


def in_control(person_key: str, salt: str, share: float) -> bool:
    """Whether a person belongs to the control group, which holds `share` (0 to 1) of all people.

    The same key and salt always give the same answer, on any machine. A larger share keeps everyone who was already
    in the group. Another salt draws another group.
    """
    if not 0.0 <= share <= 1.0:
        raise ValueError(f"control share is {share}; it must lie between 0 and 1")
    return position(person_key, salt) < share


def position(person_key: str, salt: str) -> float:
    """Where a person stands on a line from 0 to 1 (1 excluded), evenly spread over people."""
    digest = sha256(f"{len(salt)}:{salt}:{person_key}".encode()).digest()
    drawn = int.from_bytes(digest[: _BITS // 8], "big") >> (_BITS - 53)
    return drawn / (1 << 53)
