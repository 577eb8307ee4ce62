"""The one fixture of these tests."""

from tests.unit.connectors.reading import read

__all__ = ["read"]
