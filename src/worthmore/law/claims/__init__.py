"""The copy linter: what free text may not claim by its own word, in Dutch, English, Finnish, French and German."""

from worthmore.law.claims.kinds import CLAIMS, Claim
from worthmore.law.claims.lint import Finding, lint
from worthmore.law.claims.patterns import LANGUAGES

__all__ = ["CLAIMS", "LANGUAGES", "Claim", "Finding", "lint"]
