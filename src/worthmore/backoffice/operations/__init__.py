"""The only writes of this room: the audit log, the people of the shop, two-factor login."""
