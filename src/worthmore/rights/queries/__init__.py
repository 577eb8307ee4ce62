"""The only reads of this room: what is held of a person, and who asked for what."""

from worthmore.rights.queries.download import Download, UnknownPersonError, download
from worthmore.rights.queries.requests import RequestKept, requests

__all__ = ["Download", "RequestKept", "UnknownPersonError", "download", "requests"]
