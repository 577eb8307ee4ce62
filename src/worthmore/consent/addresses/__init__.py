"""Addresses in one spelling, and the keyed hashes that are all this room keeps of them."""
