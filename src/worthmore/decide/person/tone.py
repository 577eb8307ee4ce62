"""In what manner to speak to somebody: another one to whoever is new, happy, or has it and does not use it."""

from __future__ import annotations

from worthmore.vocabulary.journey import Stage, Tone
from worthmore.vocabulary.satisfaction import Grade
from worthmore.vocabulary.situation import Person

NEW = frozenset({Stage.VISITOR, Stage.FIRST_PURCHASE, Stage.LEARNING})


def tone(person: Person | None) -> Tone:
    """The manner; plain to whoever is not known: nobody is taken for a beginner because they did not log in.

    The dissatisfied get no offer, so there is no tone for them; what is written to them is plain.
    """
    if person is None or person.felt.grade is Grade.DISSATISFIED:
        return Tone.PLAIN
    if person.felt.grade is Grade.HARDLY_EVER_USER:
        return Tone.HARDLY_EVER_USER
    if person.felt.grade is Grade.ENTHUSIAST:
        return Tone.ENTHUSIAST
    return Tone.NEWCOMER if person.ordered.count and person.stage in NEW else Tone.PLAIN
