"""The same use cases from a terminal: `worthmore`."""

from worthmore.cli.main import main

__all__ = ["main"]
