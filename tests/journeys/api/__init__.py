"""The API as a foreign webshop uses it."""
