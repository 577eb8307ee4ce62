"""POST /v1/pages: what fits in each block of one page. Like a question for offers, a valid one is always answered."""

from __future__ import annotations

import logging

import msgspec
from falcon import Request, Response

from worthmore.api.keys import Key, Scope
from worthmore.api.page_shapes import BlockAnswer, PageAnswer, PageRequest
from worthmore.api.problems import UNKNOWN_PLACEMENT, ProblemError
from worthmore.api.reading import Reader
from worthmore.api.routes.base import Route
from worthmore.api.routes.offers import (
    EXPLAIN_REFUSED,
    FAILED,
    NOT_READY,
    answered_language,
    lines_of,
    placement_named,
    without_customers,
)
from worthmore.offering.answer import WarningOut, as_answer
from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.requests import Block, RequestError
from worthmore.offering.requests import PageRequest as Page
from worthmore.vocabulary.clock import now

log = logging.getLogger("worthmore.api")

_reader = Reader(PageRequest)
_encode = msgspec.json.Encoder().encode


class Pages(Route):
    """Ask for the offers of a whole page."""

    def on_post(self, req: Request, resp: Response) -> None:
        """A block for each that was asked for, with its offers or none."""
        key = self._door.enter(req, resp, Scope.STOREFRONT)
        asked = _reader.read(req)
        blocks = _blocks(asked)
        try:
            answer = self._answer(key, asked, blocks)
        except Exception:
            log.exception("no offers could be made for a page of %s", key.source)
            answer = _nothing(blocks, FAILED)
        resp.data = _encode(answer)

    def _answer(self, key: Key, asked: PageRequest, blocks: tuple[Block, ...]) -> PageAnswer:
        service = self._service()
        snapshot = service.holder.current()
        if snapshot is None:
            return _nothing(blocks, NOT_READY)
        language, warnings = answered_language(asked.locale, snapshot.policy)
        explain = asked.explain and key.is_server
        if asked.explain and not explain:
            warnings = (*warnings, EXPLAIN_REFUSED)
        excluded = frozenset(asked.exclude)
        cart = lines_of(asked.cart)
        page = Page(blocks, language, asked.customer, cart, asked.product, excluded, key.is_server)
        try:
            recorded = service.engine.page(key.source, page, now())
        except RequestError as error:
            return _nothing(blocks, *warnings, WarningOut("not_answered", error.field, error.message))
        told = [WarningOut(one.code, one.field, one.message) for one in recorded.blocks[0].warnings]
        return PageAnswer(
            recorded.id,
            tuple(_block(one, explain, language, key.is_server) for one in recorded.blocks),
            (*warnings, *(told if key.is_server else without_customers(tuple(told)))),
        )


def _blocks(asked: PageRequest) -> tuple[Block, ...]:
    return tuple(_asked(place, asked) for place in range(len(asked.blocks)))


def _asked(place: int, asked: PageRequest) -> Block:
    one, field = asked.blocks[place], f"blocks[{place}].placement"
    placement = placement_named(one.placement, field)
    if placement.proactive:
        said = f"The placement {placement.name!r} goes to a person and is no part of a page."
        raise ProblemError(UNKNOWN_PLACEMENT, said, field, "Ask for placements in the shop.")
    return Block(one.name or placement.name, placement, one.product, one.limit, one.beside)


def _block(recorded: RecordedDecision, explain: bool, language: str, server: bool) -> BlockAnswer:
    answer = as_answer(recorded, explain, language, margin=server)
    placement = recorded.situation.placement.name
    return BlockAnswer(recorded.block, placement, bool(answer.offers), answer.decision, answer.offers, answer.refused)


def _nothing(blocks: tuple[Block, ...], *warnings: WarningOut) -> PageAnswer:
    empty = (BlockAnswer(block.name, block.placement.name, False, "", (), ()) for block in blocks)
    return PageAnswer("", tuple(empty), warnings)
