"""What is wrong with a rule table, told so that it can be mended."""

from __future__ import annotations


class TableError(ValueError):
    """A rule table that cannot be trusted. `faults` names row, field and remedy, one line each."""

    def __init__(self, name: str, faults: list[str]) -> None:
        super().__init__(f"{name} has {len(faults)} fault(s):\n" + "\n".join(faults))
        self.faults = tuple(faults)
