"""The frozen values every room uses. Standard library only; no behaviour beyond checking and simple sums."""
