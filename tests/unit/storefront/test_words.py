from __future__ import annotations

import pytest
from django.utils import translation

from worthmore.simulation.catalogue.reading import demo_assortment
from worthmore.simulation.demo import DEMO_CUSTOMERS
from worthmore.storefront import words

INTERNATIONAL = {*("", "Wh", "km", "Nm", "kg", "g", "ml", "l", "★", "IPX", "lux", "bar", "W", "dB", "rpm", "Pa", "lm")}
INTERNATIONAL |= {"cm", "mm", "s/l", "kg/m³", "g/m²", "Martindale"}


@pytest.mark.parametrize(("language", "expected"), [("nl", "Stadsfietsen"), ("fi", "Kaupunkipyörät")])
def test_the_demo_datas_words_are_said_in_the_visitors_language(language: str, expected: str) -> None:
    with translation.override(language):
        assert words.called("City bikes") == expected
        assert words.called("") == ""


def test_everything_the_demo_shop_says_in_english_has_a_word_here() -> None:
    shop = demo_assortment()
    said = {part for family in shop.families for part in family.category.split("/")}
    values = {value for item in shop.items for value in item.attributes.values() if isinstance(value, str)}
    said |= {value for value in values if any(letter.islower() for letter in value.replace(" cm", ""))}
    said |= {kind.unit for kind in shop.kinds.values()} - INTERNATIONAL
    said |= {customer.story for customer in DEMO_CUSTOMERS}
    assert {part for text in said for part in ([text] if text in words.ALL else text.split(", "))} <= words.ALL
