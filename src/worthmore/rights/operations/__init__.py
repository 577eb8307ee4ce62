"""The only writes of this room. Everything may be called again, and does no harm then."""

from worthmore.rights.operations.erasing import Erased, erase, resume
from worthmore.rights.operations.objecting import Objection, object_to
from worthmore.rights.operations.rectifying import Correction, Rectified, rectify
from worthmore.rights.operations.requesting import ask, settle

__all__ = [
    "Correction",
    "Erased",
    "Objection",
    "Rectified",
    "ask",
    "erase",
    "object_to",
    "rectify",
    "resume",
    "settle",
]
