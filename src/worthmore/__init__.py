"""Worthmore: upselling and cross-selling to the customers a shop already has."""

__version__ = "0.1.0"
