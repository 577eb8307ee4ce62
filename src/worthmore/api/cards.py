"""At a till a customer may be named by the number of their card."""

from __future__ import annotations

from django.db import Error

from worthmore.api.keys import Key, Scope
from worthmore.offering.recorder import RecordingError
from worthmore.shop.queries import customer_of_card


def customer_named(key: Key, named: str | None) -> str | None:
    """The customer's id where a till names them by their card; any other name as it is.

    `RecordingError` when the database cannot say: an order under the number of a card would make somebody new.
    """
    if named is None or key.scope is not Scope.TILL:
        return named
    try:
        return customer_of_card(key.source, named) or named
    except Error as error:
        raise RecordingError("the database does not answer; send it again later") from error
