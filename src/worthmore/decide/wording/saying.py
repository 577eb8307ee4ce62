"""The words of one decision: each offer's sentences in their frame and tone, and no frame or tone twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from worthmore.decide.person.tone import tone as tone_to
from worthmore.decide.wording.around import built_in, with_tone
from worthmore.decide.wording.fields import VALUES
from worthmore.decide.wording.framing import bound
from worthmore.decide.wording.telling import AT_THE_COUNTER, Telling
from worthmore.decide.wording.templates import Template
from worthmore.decide.wording.words import tell, telling_of
from worthmore.vocabulary.decision import Candidate, Premium, Words
from worthmore.vocabulary.journey import Tone
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.situation import Situation
from worthmore.vocabulary.texts import Frame, Manner, Quote, ShopText, Slot

Choose = Callable[[Situation, Sequence[Frame]], Frame]
"""Picks one of the frames whose facts are there; the fittest comes first."""

Quotes = Mapping[tuple[str, str], Quote]
"""The review that may be quoted, by product id and language."""

NO_QUOTES: Quotes = MappingProxyType({})


def fittest(situation: Situation, frames: Sequence[Frame]) -> Frame:
    """The first; an experiment brings another choice."""
    return frames[0]


class Wording:
    """The shop's own texts where it has them, the built-in ones elsewhere. Made once a snapshot, for all threads."""

    def __init__(self, texts: Iterable[ShopText] = (), quotes: Quotes = NO_QUOTES, choose: Choose = fittest) -> None:
        self.quotes, self.choose = quotes or None, choose
        self._own = {one.slot: one for one in texts}
        self.ready: dict[tuple[str, str, str, str], Template] = {}

    def begin(self) -> Conversation:
        """The words of one decision."""
        return Conversation(self)

    def template(self, kind: str, frame: str, tone: str, language: str) -> Template:
        """The text of a slot: the shop's own for this tone, its own for every tone, else the built-in one."""
        made = self._made(Slot(kind, Frame(frame), Tone(tone), language))
        self.ready[kind, frame, tone, language] = made
        return made

    def _made(self, slot: Slot) -> Template:
        own = self._own.get(slot)
        if own is not None:
            return _template(slot, own.text, own.number)
        general = self._own.get(replace(slot, tone=Tone.PLAIN))
        if general is not None:
            return _template(slot, with_tone(general.text, slot.tone, slot.language), general.number)
        return _template(slot, built_in(slot))


def _template(slot: Slot, text: str, number: int = 0) -> Template:
    return Template.of(text, Manner(slot.frame, slot.tone, number))


class Conversation:
    """Puts the offers of one decision into words. A good shop assistant says a thing once: so does this.

    The second offer with the same frame gets the next one that holds, or none; the tone is heard with the first.
    """

    __slots__ = ("_said", "_toned", "_wording")

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._said: list[Frame] = []
        self._toned = False

    def __call__(
        self,
        situation: Situation,
        candidate: Candidate,
        premium: Premium | None,
        reduction: Reduction | None = None,
    ) -> Words:
        """One offer in words. ValueError when the situation's language is not spoken: the caller chooses another."""
        telling, wording = telling_of(situation, candidate, premium), self._wording
        why, text = tell(telling, reduction)
        frame = self._frame(telling, reduction)
        tone = Tone.PLAIN if self._toned or situation.person is None else self._tone(situation)
        language = telling.language
        slot = (candidate.kind._value_, frame._value_, tone._value_, language)  # members themselves hash slowly
        template = wording.ready.get(slot) or wording.template(*slot)
        if template.around is not None:
            reason = why.join(template.around)
        else:
            reason, template = _filled(template, telling, reduction, why)
        quote = None if wording.quotes is None else wording.quotes.get((candidate.product.id, language))
        return Words(language, reason, text, template.manner, quote)

    def _frame(self, telling: Telling, reduction: Reduction | None) -> Frame:
        frames = bound(telling, reduction, self._said)
        if not frames:
            return Frame.PLAIN
        chosen = self._wording.choose(telling.situation, frames)
        self._said.append(chosen)
        return chosen

    def _tone(self, situation: Situation) -> Tone:
        if situation.person is None or situation.placement.name in AT_THE_COUNTER:
            return Tone.PLAIN
        self._toned = True
        return tone_to(situation.person)


def _filled(template: Template, telling: Telling, reduction: Reduction | None, why: str) -> tuple[str, Template]:
    """The text with its facts; the built-in one where a fact that the shop's text names is missing here."""

    def value(name: str) -> str:
        return VALUES[name](telling, reduction)

    reason = template.fill(why, value)
    if reason is not None:
        return reason, template
    slot = Slot(telling.candidate.kind.value, template.manner.frame, template.manner.tone, telling.language)
    ours = _template(slot, built_in(slot))
    return ours.fill(why, value) or why, ours
