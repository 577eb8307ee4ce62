"""Bring what the shop knows into the shop room; one folder each, which never meet."""
