"""Pages for the shop's people."""
