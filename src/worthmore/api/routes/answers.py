"""POST /v1/answers: what became of an offer."""

from __future__ import annotations

import msgspec
from falcon import Request, Response

from worthmore.api.answers import AnswerKept
from worthmore.api.keys import Scope
from worthmore.api.problems import INVALID_TOKEN, ProblemError
from worthmore.api.reading import Reader
from worthmore.api.requests import AnswerRequest
from worthmore.api.routes.base import Route
from worthmore.api.writing import write_once
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
        at = now()
        new = write_once(lambda: outcomes.record_outcome(asked.token, asked.outcome, at))
        resp.data = _encode(AnswerKept(token.offer, asked.outcome, new))


def _token(text: str, secret: str, source: str) -> OfferToken:
    try:
        token = read(text, secret)
    except TokenError as error:
        raise ProblemError(INVALID_TOKEN, f"{error}.", "token", "Send the token exactly as it came.") from None
    if token.source != source:
        raise ProblemError(INVALID_TOKEN, "This offer belongs to another source than the key.", "token")
    return token
