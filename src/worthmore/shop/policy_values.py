"""Which value a field of the policy may have, in words a shopkeeper understands."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import get_type_hints
from zoneinfo import available_timezones

from worthmore.decide.person.meaning import meaning_of
from worthmore.vocabulary.contact_caps import REASON
from worthmore.vocabulary.decision import OfferKind
from worthmore.vocabulary.policy import LANGUAGES, Policy

MOST = 10**12
ON, OFF = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})
NAMES = tuple(field.name for field in fields(Policy))
TYPES = get_type_hints(Policy)
KINDS = tuple(kind.value for kind in OfferKind)
EXAMPLES = {"minimum_margins": "upgrade", "contact_costs": "post"}


class PolicyError(ValueError):
    """A setting that is not known, or a value it may not have; says what is allowed."""


def accepted(name: str, value: object) -> object:
    """The value as the policy keeps it; numbers may come as text. Raises `PolicyError` when it may not be."""
    if name not in NAMES:
        raise PolicyError(f"there is no setting {name!r}; the settings are {', '.join(NAMES)}")
    kept = _typed(name, value)
    _check_meaning(name, kept)
    try:
        Policy(**{name: kept})  # type: ignore[arg-type]
    except ValueError as error:
        raise PolicyError(str(error)) from error
    return kept


def _typed(name: str, value: object) -> object:
    kind = TYPES[name]
    if kind is str:
        return _text(name, value)
    if kind is bool:
        return _switch(name, value)
    if kind == int | None and value in (None, ""):
        return None
    if kind in (int, int | None):
        return _whole(name, value)
    if kind == float | None:
        return None if value in (None, "") else _number(name, value)
    if name in MAPPINGS:
        return MAPPINGS[name](name, value)
    if kind == Mapping[str, int]:
        return _amounts(name, value)
    return _number(name, value) if kind is float else _caps(name, value)


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise PolicyError(f"{name} is {value!r}; it must be a text")
    return value.strip()


def _switch(name: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    text = str(value).strip().casefold()
    if text not in ON | OFF:
        raise PolicyError(f"{name} is {value!r}; it must be true or false")
    return text in ON


def _number(name: str, value: object) -> float:
    try:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise ValueError
        return float(value)
    except (ValueError, OverflowError):
        raise PolicyError(f"{name} is {value!r}; it must be a number such as 0.25") from None


def _whole(name: str, value: object) -> int:
    number = _number(name, value)
    if not number.is_integer() or abs(number) > MOST:
        raise PolicyError(f"{name} is {value!r}; it must be a whole number")
    return int(number)


def _caps(name: str, value: object) -> dict[str, float]:
    given = _object(value)
    if given is None:
        raise PolicyError(f'{name} must map an offer kind or category path to a share, such as {{"upgrade": 0.2}}')
    return {key: _number(f"{name}[{key!r}]", cap) for key, cap in given.items()}


def _days(name: str, value: object) -> dict[str, int]:
    """Whole days by category path."""
    given = _object(value)
    if given is None:
        raise PolicyError(f'{name} must map a category path to days, such as {{"Groceries": 0}}')
    return {key: _whole(f"{name}[{key!r}]", days) for key, days in given.items()}


def _need_words(name: str, value: object) -> dict[str, str]:
    """What words of customers mean, by the words; each meaning must be one that is understood."""
    given = _object(value)
    if given is None:
        given = _pairs(value)
    if given is None:
        raise PolicyError(f"{name}: write words = what they mean; such as caravan = width at most 55 cm")
    for words, meaning in given.items():
        try:
            meaning_of(str(meaning))
        except ValueError as error:
            raise PolicyError(f"{name}[{words!r}]: {error}") from error
    return {words.strip().casefold(): str(meaning).strip() for words, meaning in given.items()}


def _advice(name: str, value: object) -> dict[str, str]:
    """A sentence by counter and language."""
    given = _object(value)
    spoken = ", ".join(LANGUAGES)
    if given is None or not all(isinstance(said, str) for said in given.values()):
        raise PolicyError(f'{name} must map a counter and a language to a sentence, such as {{"words/en": "…"}}')
    for key in given:
        counter, slash, language = key.rpartition("/")
        if not (counter and slash and language in LANGUAGES):
            raise PolicyError(f"{name}[{key!r}]: write the counter, a slash and a language ({spoken})")
    return {key: str(said).strip() for key, said in given.items()}


def _pairs(value: object) -> dict[str, object] | None:
    """Words and their meanings in one line: "caravan = width at most 55 cm; mökki = second_home"; None: it is none."""
    if not isinstance(value, str):
        return None
    parts = [part.partition("=") for part in value.split(";") if part.strip()]
    if any(not equals or not words.strip() for words, equals, _ in parts):
        return None
    return {words.strip(): meaning.strip() for words, _, meaning in parts}


def _amounts(name: str, value: object) -> dict[str, int]:
    """Minor units by the name of an offer kind or channel."""
    given = _object(value)
    if given is None:
        raise PolicyError(f'{name} must map a name to an amount in cents, such as {{"{EXAMPLES[name]}": 100}}')
    return {key: _whole(f"{name}[{key!r}]", amount) for key, amount in _known_kinds(name, given).items()}


def _levers(name: str, value: object) -> dict[str, float]:
    """Percent by offer kind; nothing is kept of a lever that stands at zero."""
    given = _object(value)
    if given is None:
        raise PolicyError(f'{name} must map an offer kind to percent, such as {{"upgrade": 20}}')
    percents = {key: _number(f"{name}[{key!r}]", percent) for key, percent in _known_kinds(name, given).items()}
    return {key: percent for key, percent in percents.items() if percent}


def _known_kinds(name: str, given: Mapping[str, object]) -> Mapping[str, object]:
    unknown = [] if name == "contact_costs" else sorted(set(given) - set(KINDS))
    if unknown:
        raise PolicyError(f"{name}: there is no offer kind {unknown[0]!r}; the kinds are {', '.join(KINDS)}")
    return given


def _contact_caps(name: str, value: object) -> dict[str, int | str]:
    """Whole numbers by the name of a cap, and the reason in words."""
    given = _object(value)
    if given is None:
        raise PolicyError(f'{name} must map the name of a cap to how often, such as {{"email/28": 2}}')
    return {key: str(cap) if key == REASON else _whole(f"{name}[{key!r}]", cap) for key, cap in given.items()}


def _object(value: object) -> Mapping[str, object] | None:
    """A mapping with names as keys, also as JSON text; None when it is none."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return None
    return value if isinstance(value, Mapping) and all(isinstance(key, str) and key for key in value) else None


MAPPINGS: Mapping[str, Callable[[str, object], object]] = {
    "contact_caps": _contact_caps,
    "levers": _levers,
    "milestone_advice": _advice,
    "need_words": _need_words,
    "use_days_by": _days,
}
"""What reads a setting that maps names to values in a way of its own."""


def _check_meaning(name: str, value: object) -> None:
    """What the type alone does not say."""
    if name == "currency" and not (isinstance(value, str) and _capitals(value, 3)):
        raise PolicyError(f"currency is {value!r}; it must be a three-letter code in capitals such as EUR")
    if name == "time_zone" and value not in available_timezones():
        raise PolicyError(f"time_zone is {value!r}; it must be a name such as Europe/Brussels")
    if name == "free_delivery_from" and isinstance(value, int) and value < 0:
        raise PolicyError(f"free_delivery_from is {value}; it cannot be below zero")


def _capitals(value: str, length: int) -> bool:
    return len(value) == length and value.isascii() and value.isalpha() and value.isupper()
