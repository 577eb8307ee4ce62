"""POST /v1/answers: what became of an offer."""

from __future__ import annotations

from datetime import datetime

import msgspec
from falcon import Request, Response

from worthmore.api import moments
from worthmore.api.answers import AnswerKept
from worthmore.api.cards import customer_named
from worthmore.api.keys import Key, Scope
from worthmore.api.problems import INVALID_TOKEN, INVALID_VALUE, WRONG_SCOPE, ProblemError
from worthmore.api.reading import Reader
from worthmore.api.requests import AnswerRequest
from worthmore.api.routes.base import Route
from worthmore.api.writing import write_once
from worthmore.offering.requests import RequestError
from worthmore.offering.tokens import OfferToken, TokenError, read
from worthmore.vocabulary.clock import now

_reader = Reader(AnswerRequest)
_encode = msgspec.json.Encoder().encode


class Answers(Route):
    """Tell what became of an offer."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Keep one outcome; it is in the database when this answers."""
        key = self._door.enter(req, resp, Scope.STOREFRONT)
        asked = _reader.read(req)
        outcomes = self._service().outcomes
        token = _token(asked.token, outcomes.secret, key.source)
        at = _moment(key, asked)
        sale = asked.occasion
        try:
            new = write_once(
                lambda: outcomes.record_outcome(
                    asked.token, asked.outcome, at, customer=customer_named(key, asked.customer), occasion=sale
                )
            )
        except RequestError as error:
            raise ProblemError(INVALID_VALUE, f"{error.message}.", error.field) from None
        resp.data = _encode(AnswerKept(token.made_at(asked.occasion).offer, asked.outcome, new))


def _moment(key: Key, asked: AnswerRequest) -> datetime:
    """When it was: now, unless somebody tells who has a clock of their own and a reason to be late."""
    at = now()
    told = [name for name in ("customer", "at") if getattr(asked, name) is not None]
    if told and not key.scope.covers(Scope.TILL):
        raise ProblemError(
            WRONG_SCOPE,
            f"`{told[0]}` may be sent with a server or till key only.",
            told[0],
            "Send it from your server.",
        )
    return moments.checked(asked.at, "at", at)


def _token(text: str, secret: str, source: str) -> OfferToken:
    try:
        token = read(text, secret)
    except TokenError as error:
        raise ProblemError(INVALID_TOKEN, f"{error}.", "token", "Send the token exactly as it came.") from None
    if token.source != source:
        raise ProblemError(INVALID_TOKEN, "This offer belongs to another source than the key.", "token")
    return token
