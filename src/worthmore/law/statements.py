"""What the ledger says to one question: the newest no, the newest act of the person's own, the newest consent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from worthmore.law.table import Proof
from worthmore.vocabulary.permission import Act, Channel, Purpose, Statement


@dataclass(frozen=True, slots=True)
class Said:
    """The statements that matter for one channel and purpose.

    `no` is the newest objection or withdrawal, also one dated in the future. `own` is the newest act of the person's
    own that can lift a no. `consent` is the newest consent in the form asked for, `unproven` the newest in another
    form, `future` one dated after the question: it does not count yet.
    """

    no: Statement | None = None
    own: Statement | None = None
    consent: Statement | None = None
    unproven: Statement | None = None
    future: Statement | None = None

    @property
    def objection(self) -> Statement | None:
        """The no that stands: newer than, or as old as, every own act."""
        if self.no is None or (self.own is not None and self.own.at > self.no.at):
            return None
        return self.no

    def counted(self, statement: Statement | None) -> Statement | None:
        """A consent if it was given after the last no; one that was withdrawn does not come back to life."""
        if statement is None or (self.no is not None and statement.at <= self.no.at):
            return None
        return statement


def said(
    statements: Iterable[Statement], channel: Channel, purpose: Purpose, at: datetime, proofs: frozenset[Proof]
) -> Said:
    """Read the statements once; their order does not matter."""
    no = own = consent = unproven = future = None
    for one in statements:
        if one.channel is not channel and one.channel is not None:
            continue
        if one.act is Act.OBJECTED or one.act is Act.WITHDRAWN:
            if _refuses(one, purpose):
                no = newer(no, one)
        elif not _speaks_of(one, channel, purpose):
            continue
        elif one.at > at:
            future = newer(future, one)
        else:
            own = newer(own, one) if one.own_act else own
            if one.act is Act.GIVEN and proven(one, proofs):
                consent = newer(consent, one)
            elif one.act is Act.GIVEN:
                unproven = newer(unproven, one)
    return Said(no, own, consent, unproven, future)


def newer(first: Statement | None, second: Statement) -> Statement:
    """The later of two; of equal ones the first read."""
    return second if first is None or second.at > first.at else first


def _refuses(no: Statement, purpose: Purpose) -> bool:
    """A no to marketing is a no to everything that serves it: audiences, tracking, sensitive suggestions."""
    return no.purpose is None or no.purpose is purpose or no.purpose is Purpose.MARKETING


def _speaks_of(yes: Statement, channel: Channel, purpose: Purpose) -> bool:
    """A permission names its channel and purpose; only lifting an objection may be as wide as the objection."""
    if yes.act is Act.LIFTED:
        return yes.purpose is None or yes.purpose is purpose
    return yes.channel is channel and yes.purpose is purpose


def proven(consent: Statement, proofs: frozenset[Proof]) -> bool:
    """Whether a consent has every form the law asks for."""
    return not proofs or all(_HAS[proof](consent) for proof in proofs)


_HAS: Mapping[Proof, Callable[[Statement], bool]] = {
    Proof.DOUBLE_OPT_IN: lambda one: one.double_opt_in,
    Proof.WRITTEN: lambda one: one.written,
    Proof.DOCUMENTED: lambda one: bool(one.reference) or one.written or one.double_opt_in,
}
