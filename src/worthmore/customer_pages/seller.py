"""Who speaks on these pages, from the shop's settings."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from worthmore.vocabulary.policy import Policy


@dataclass(frozen=True, slots=True)
class Seller:
    """The legal name, the postal and the e-mail address; empty where the shop has not set them."""

    name: str
    address: str
    email: str

    @property
    def called(self) -> str:
        """The name, or in the page's language what is true of any seller."""
        return self.name or _("the shop")


def seller_of(policy: Policy) -> Seller:
    """The seller as it stands in the settings."""
    return Seller(policy.seller, policy.seller_address, policy.seller_email)
