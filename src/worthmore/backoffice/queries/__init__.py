"""What this room reads: the audit log, the people of the shop, two-factor login. Nothing here writes."""
