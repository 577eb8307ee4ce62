"""What a shop's own words mean: the setting that adds to the words we know."""

from __future__ import annotations

from worthmore.decide.person.numbers import bounds_in
from worthmore.decide.person.phrases import concepts, plain, topics
from worthmore.vocabulary.needs import Constraint


def meaning_of(text: str) -> tuple[str, tuple[Constraint, ...]]:
    """What a shop's own words mean: a concept's name, or a rule such as "kitchen: width at most 55 cm".

    Gives the concept ("" for a rule) and its constraints. Raises `ValueError` saying what is understood.
    """
    wanted = text.strip()
    if wanted in concepts():
        return wanted, concepts()[wanted]
    topic, colon, rule = wanted.rpartition(":")
    if colon and topic.strip() not in topics():
        raise ValueError(f"there is no topic {topic.strip()!r}; the topics are {', '.join(topics())}")
    about = topics()[topic.strip()] if colon else ()
    found = bounds_in(plain(rule), ("en",))
    if not found:
        raise ValueError(
            f"{wanted!r} is not understood; write one of {', '.join(concepts())}, or a rule such as "
            '"kitchen: width at most 55 cm"'
        )
    return "", tuple(Constraint(one.attribute, one.bound, one.value, one.unit, about) for one in found)
