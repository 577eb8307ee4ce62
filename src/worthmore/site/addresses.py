"""The addresses this installation is reached at."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(address: str) -> str:
    """The host name of an address, as Django compares it: without a port, IPv6 in brackets."""
    host = urlsplit(address).hostname or ""
    return f"[{host}]" if ":" in host else host


def listed(*texts: str) -> list[str]:
    """Everything named in texts separated by commas, each once."""
    return list(dict.fromkeys(part for text in texts for part in map(str.strip, text.split(",")) if part))
