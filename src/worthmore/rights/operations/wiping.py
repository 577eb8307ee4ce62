"""What a database leaves on the disk of rows that are gone.

SQLite writes zeros over what it deletes (`secure_delete`, switched on for every connection in `site.database`); what
still stands in the write-ahead log is moved and the log emptied here. PostgreSQL keeps dead rows until its vacuum gives
their room away: no query reads them, and docs/rights.md says what that means for disks and backups.
"""

from __future__ import annotations

import logging

from django.db import OperationalError, connection

log = logging.getLogger(__name__)
PATIENCE_MS = 300


def wipe_freed_pages() -> bool:
    """Empty SQLite's write-ahead log; False when somebody was reading just then. The next retention run tries again."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return connection.vendor != "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        usual = cursor.fetchone()[0]
        try:
            # Somebody may be waiting for the page that says it is done.
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            found = cursor.fetchone()
        except OperationalError as error:
            log.warning("the write-ahead log could not be emptied yet: %s", error)
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")
    return bool(found) and found[0] == 0
