"""What the page says after something was saved. It is told by the address alone, so only these words can be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as word

from worthmore.customer_pages.channels import LABELS
from worthmore.vocabulary.permission import Channel

SAID: Mapping[str, tuple[str, str]] = {
    "suggestions-on": ("suggestions", word("Saved: personal suggestions are on.")),
    "suggestions-off": ("suggestions", word("Saved: personal suggestions are off.")),
    "no-to-all": ("channels", word("Saved: no advertising at all, in any way.")),
    "topics": ("topics", word("Saved: your topics and how often.")),
    "paused": ("pause", word("Saved: your break begins now.")),
    "unpaused": ("pause", word("Saved: your break is over.")),
    "occasions": ("occasions", word("Saved: the occasions to skip.")),
    "need-told": ("needs", word("Saved: what you need.")),
    "need-gone": ("needs", word("Taken out. We no longer look at it.")),
    "need-short": ("needs", word("Write in a few words what you need.")),
    "need-private": (
        "needs",
        word(
            "We did not keep this: it tells of something private, which we never use for suggestions. "
            "Write what the product must be, without the reason."
        ),
    ),
    "unchanged-needs": ("needs", word("Nothing was changed.")),
    "declined": ("offers", word("Saved: no thanks to this suggestion.")),
    "unchanged-offers": ("offers", word("Nothing was changed.")),
    "corrected": ("data", word("Saved: your data are put right.")),
    "asked": ("data", word("Saved. The shop looks at your question and answers within a month.")),
    "unchanged": ("data", word("Nothing was changed.")),
}


@dataclass(frozen=True, slots=True)
class Done:
    """`section` of the page, and what it says there."""

    section: str
    text: str


def of_channel(channel: Channel, yes: bool) -> str:
    """The code of an answer about one channel."""
    return f"{'yes' if yes else 'no'}-{channel.value}"


def read(code: str) -> Done | None:
    """What a code stands for, in the page's language; None for anything else."""
    if code in SAID:
        section, text = SAID[code]
        return Done(section, _(text))
    answer, _dash, name = code.partition("-")
    channel = next((one for one in LABELS if one.value == name), None)
    if channel is None or answer not in ("yes", "no"):
        return None
    text = _("Saved: yes to “%(channel)s”.") if answer == "yes" else _("Saved: no to “%(channel)s”.")
    return Done("channels", text % {"channel": _(LABELS[channel])})
