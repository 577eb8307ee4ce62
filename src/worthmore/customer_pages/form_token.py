"""The field by which a form proves that it was on a page of ours.

Django's own check needs a cookie and the Origin or Referer header. These pages set no cookie, and since they tell no
site their address (`Referrer-Policy: no-referrer`), browsers send `Origin: null` with their forms. So the field is made
of the link itself: whoever does not hold the link can make neither, and it holds as long as the page stays open
(WCAG 2.2.1: no time limit).
"""

from __future__ import annotations

import hmac

from django.utils.crypto import salted_hmac

FIELD = "form"
SALT = "worthmore customer page form 1"


def made_for(link: str) -> str:
    """The field's value on the pages of this link."""
    return salted_hmac(SALT, _plain(link), algorithm="sha256").hexdigest()


def fits(given: str, link: str) -> bool:
    """Whether a form that sends `given` was on a page of this link."""
    return hmac.compare_digest(_plain(given), made_for(link).encode())


def _plain(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
