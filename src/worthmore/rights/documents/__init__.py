"""Documents that the law wants on paper, written from what this installation really does."""

from worthmore.rights.documents.document import NAMES, Document, document

__all__ = ["NAMES", "Document", "document"]
