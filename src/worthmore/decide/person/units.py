"""Units people and catalogues write, and how they compare."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_LENGTH = {"mm": 0.1, "cm": 1.0, "dm": 10.0, "m": 100.0, "in": 2.54, "inch": 2.54, "tuumaa": 2.54, "duim": 2.54}
_WEIGHT = {"g": 0.001, "gr": 0.001, "kg": 1.0, "kilo": 1.0, "kiloa": 1.0, "kilos": 1.0}
_VOLUME = {"ml": 0.001, "cl": 0.01, "dl": 0.1, "l": 1.0, "liter": 1.0, "litre": 1.0, "litres": 1.0, "litraa": 1.0}
_ENERGY = {"wh": 1.0, "kwh": 1000.0}
_POWER = {"w": 1.0, "watt": 1.0, "kw": 1000.0, "wattia": 1.0}
_BYTES = {"mb": 0.001, "gb": 1.0, "tb": 1000.0, "gt": 1.0}
_WAY = {"km": 1.0, "kilometer": 1.0, "kilometre": 1.0, "kilometria": 1.0}
_SOUND = {"db": 1.0, "dba": 1.0, "decibel": 1.0}
_PEOPLE = {
    "persons": 1.0,
    "people": 1.0,
    "person": 1.0,
    "personen": 1.0,
    "henkea": 1.0,
    "henkilo": 1.0,
    "personnes": 1.0,
}
_MONEY = {"eur": 1.0, "euro": 1.0, "euros": 1.0, "euroa": 1.0}

_MEASURES = (_LENGTH, _WEIGHT, _VOLUME, _ENERGY, _POWER, _BYTES, _WAY, _SOUND, _PEOPLE, _MONEY)
UNITS: Mapping[str, tuple[int, float]] = MappingProxyType(
    {name: (place, factor) for place, measure in enumerate(_MEASURES) for name, factor in measure.items()}
)
"""Each unit's measure (a number of ours) and how many of that measure's first unit of 1 it is."""

MONEY = UNITS["eur"][0]
SPEAKS_OF: Mapping[int, tuple[str, ...]] = MappingProxyType(
    {
        UNITS["cm"][0]: ("width", "height", "depth", "length", "screen"),
        UNITS["kg"][0]: ("weight", "load"),
        UNITS["l"][0]: ("capacity",),
        UNITS["km"][0]: ("range",),
        UNITS["db"][0]: ("noise",),
        UNITS["wh"][0]: ("battery",),
        UNITS["w"][0]: ("power",),
        UNITS["gb"][0]: ("memory", "storage"),
        UNITS["persons"][0]: ("persons",),
    }
)
"""The attributes a measure may be of; what it is of by itself comes first, but for centimetres and gigabytes."""
AMBIGUOUS = frozenset({UNITS["cm"][0], UNITS["gb"][0]})


def known(unit: str) -> bool:
    """Whether we can compare it."""
    return unit.lower() in UNITS


def converted(value: float, unit: str, into: str) -> float | None:
    """The value in another unit of the same measure; None where they do not compare."""
    if unit.lower() == into.lower():
        return value
    one, other = UNITS.get(unit.lower()), UNITS.get(into.lower())
    if one is None or other is None or one[0] != other[0]:
        return None
    return value * one[1] / other[1]
