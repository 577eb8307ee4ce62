"""What goes into the log: never a link that somebody could use.

Whoever has a customer's link acts as that customer, and whoever has a welcome link chooses a password. Django names the
path of every request it refuses, and servers keep their logs for long.
"""

from __future__ import annotations

import logging
import re

SECRET = re.compile(r"/(my|u|confirm|welcome)/[^\s?]+")
COVERED = r"/\1/…"


class CoverLinks(logging.Filter):
    """Takes what is secret out of the addresses in a message; lets every message through."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Cover it in place."""
        said = record.getMessage()
        covered = SECRET.sub(COVERED, said)
        if covered != said:
            record.msg, record.args = covered, ()
        return True
