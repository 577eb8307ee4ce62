"""The addresses a customer is given: their page, unsubscribing, confirming."""

from __future__ import annotations

import re

from django.conf import settings
from django.urls import reverse

TOKEN = re.compile(r"[A-Za-z0-9_-]{1,128}")
"""What a link's token looks like. Anything else leads nowhere, and is not looked up."""


def page_address(token: str) -> str:
    """Where the customer's own page is, in full."""
    return _full("customer_pages:choices", token)


def unsubscribe_address(token: str) -> str:
    """Where one message's unsubscribing is, in full."""
    return _full("customer_pages:unsubscribe", token)


def confirm_address(token: str) -> str:
    """Where a permission asked for is confirmed, in full."""
    return _full("customer_pages:confirm", token)


def _full(name: str, token: str) -> str:
    if not TOKEN.fullmatch(token):
        raise ValueError("a link's token has letters, digits, - and _ only")
    return f"{settings.BASE_URL}{reverse(name, args=[token])}"
