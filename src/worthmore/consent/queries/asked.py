"""What a confirmation link asks to be confirmed, in the words the person was shown when they gave the permission."""

from __future__ import annotations

from worthmore.consent.models import Link, Text
from worthmore.consent.values import Wording


def asked_for(link_id: int) -> Wording | None:
    """The words of the permission that an opened link (`OpenedLink.id`) confirms; None where none were kept."""
    about = Link.objects.filter(pk=link_id).values_list("about", flat=True).first() or {}
    key = about.get("text")
    text = Text.objects.filter(pk=key).first() if key else None
    return None if text is None else Wording(text.name, text.version, text.language, text.words)
