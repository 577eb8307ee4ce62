"""What the demo shop sells, as data files, and the code that reads them.

One file per department holds the products; `attributes.toml` what is said about them, `goes_with.toml` the hidden truth
of what belongs together, and what the shop has set by hand.
"""
