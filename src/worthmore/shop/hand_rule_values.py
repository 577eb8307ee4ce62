"""A hand rule as it is kept: JSON text without what the table has columns for."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from worthmore.vocabulary.hand_rules import HandRule, HandRuleError


def written(rule: HandRule) -> str:
    """The text of a rule."""
    return msgspec.json.encode(replace(rule, id=0, active=True)).decode()


def read(text: str, id: int, active: bool) -> HandRule:
    """The rule of a text; `HandRuleError` when there is none in it."""
    try:
        return replace(_decode(text), id=id, active=active)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise HandRuleError("", f"rule {id} cannot be read: {error}") from error


_decode = msgspec.json.Decoder(HandRule).decode
