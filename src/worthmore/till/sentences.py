"""What the assistant may say: one sentence a kind of offer, with the names and amounts in it.

Names of products are never inflected; they stand where every language lets them stand as they are.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from worthmore.vocabulary.decision import OfferKind


def said() -> dict[str, str]:
    """A sentence for each kind that is asked at a till; the script fills in what stands in braces."""
    with_it = _("{product} with it, for {price}?")
    return {
        OfferKind.UPGRADE: _("Or rather {product}? {points}"),
        OfferKind.SIZE_UP: _("The large one? {product}, for {extra} more?"),
        OfferKind.COMPLEMENT: with_it,
        OfferKind.IMPULSE: _("And {product} for {price}?"),
        OfferKind.PROTECTION: _("Would you like {product} as well? It costs {price}, and you need not decide now."),
    }


def words() -> dict[str, str]:
    """What the screen says by itself."""
    return {
        "online": _("Connected"),
        "offline": _("Line down: the till goes on"),
        "waiting": _("{count} to send"),
        "which": _("Question {number} of 2"),
        "added": _("{product} added."),
        "unknown": _("Nothing here is called {code}. Type a part of the name."),
        "voucher": _("The code {code} is taken."),
        "voucher_over": _("The code {code} holds no more."),
        "voucher_used": _("The code {code} has been redeemed already."),
        "voucher_card": _("The code {code} is for each customer once: scan their card first."),
        "voucher_told": _("Sale {sale}: {why}"),
        "done": _("Kept: {pieces} pieces, {total}."),
        "notReached": _("Worthmore cannot be reached. Connect the till once, then it can do without."),
    }
