"""One person's case while it is walked through the steps: what was found so far, and the answer made of it."""

from __future__ import annotations

from worthmore.law.standards import Standard
from worthmore.law.statements import Said, newer, said
from worthmore.vocabulary.permission import Condition, Purpose, Question, Statement, Subject, Verdict


class Case:
    """The standard, the question, the person, and the conditions and warnings gathered on the way."""

    __slots__ = ("asked", "conditions", "question", "said", "subject", "warnings")

    def __init__(self, asked: Standard, question: Question, subject: Subject) -> None:
        self.asked = asked
        self.question = question
        self.subject = subject
        self.conditions: list[Condition] = []
        self.warnings: list[str] = list(asked.warnings)
        self.said = {purpose: self.heard(purpose) for purpose in asked.purposes}

    def heard(self, purpose: Purpose) -> Said:
        """The statements on this question's channel for a purpose."""
        return said(self.subject.statements, self.question.channel, purpose, self.question.at, self.asked.proofs)

    def consent(self) -> Statement | None:
        """The oldest of the consents that count, one for each purpose asked for; None unless every one is there.

        A known minor's own consent is not relied on (GDPR art. 8): who approved it is not on record.
        """
        if self.subject.minor:
            return None
        found = [one.counted(one.consent) for one in self.said.values()]
        given = [one for one in found if one is not None]
        if not given or len(given) < len(found):
            return None
        return min(given, key=lambda one: one.at)

    def objection(self) -> Statement | None:
        """The newest no that stands, to any purpose asked for."""
        newest = None
        for one in self.said.values():
            if one.objection is not None:
                newest = newer(newest, one.objection)
        return newest

    def check(self, name: str, met: bool, detail: str) -> None:
        """Note one thing that was checked."""
        self.conditions.append(Condition(name, met, detail))

    def allowed(self, step: int, reason: str) -> Verdict:
        """The answer is yes, by the row of the standard."""
        return Verdict(
            allowed=True,
            rule=self.asked.name,
            step=step,
            reason=reason,
            conditions=tuple(self.conditions),
            duties=self.asked.duties,
            warnings=tuple(self.warnings),
        )

    def denied(self, rule: str, step: int, reason: str, would_change: tuple[str, ...]) -> Verdict:
        """The answer is no, and what would change it."""
        return Verdict(
            allowed=False,
            rule=rule,
            step=step,
            reason=reason,
            conditions=tuple(self.conditions),
            would_change=would_change,
            warnings=tuple(self.warnings),
        )
