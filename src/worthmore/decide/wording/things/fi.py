"""Finnish. Names stay in the nominative, after a colon; a month takes its ending, which is the same for all twelve."""

from worthmore.decide.wording.phrases import Counted
from worthmore.decide.wording.things.phrases import ThingPhrases

FINNISH = ThingPhrases(
    fits="Sopii tuotteeseesi: {anchor}.",
    size_up={
        "cart": "Otatko isomman tämän tilalle: {anchor}?",
        "viewed": "Otatko isomman tämän tilalle: {anchor}?",
        "bought": "Otatko isomman tämän tilalle: {anchor}?",
    },
    impulse="Saisiko olla vielä jotain?",
    protection={
        "cart": "Suojaa ostoskorisi tuotteen: {anchor}.",
        "viewed": "Suojaa tämän tuotteen: {anchor}.",
        "bought": "Suojaa juuri ostamasi tuotteen: {anchor}.",
    },
    own_choice="Voit ostaa myös ilman.",
    service={
        "cart": "Palvelu ostoskorisi tuotteelle: {anchor}.",
        "viewed": "Palvelu tälle tuotteelle: {anchor}.",
        "bought": "Palvelu juuri ostamallesi tuotteelle: {anchor}.",
    },
    service_due="Ostit {month}ssa {year} tuotteen {anchor}. Nyt on huollon aika.",
    refill="Ostit tämän {month}ssa {year}. Se on ehkä jo lopussa.",
    replacement="Ostit {month}ssa {year} tuotteen {anchor}. Se on ehkä jo kulunut loppuun.",
    next_size="Seuraava koko tuotteelle, jonka ostit {month}ssa {year}: {anchor}.",
    clearance="Vain asiakkaillemme: tästä on päästävä eroon.",
    forgotten_range="Ostit meiltä tuotteen {anchor}. Meiltä saat myös: {range}.",
    owners_only="Vain asiakkaille, jotka ostivat sen meiltä.",
    saves="säästää sinun sähkönhinnallasi noin {amount} vuodessa",
    earned_back=Counted(
        one="säästää sinun sähkönhinnallasi noin {amount} vuodessa: maksaa itsensä takaisin vuodessa",
        many="säästää sinun sähkönhinnallasi noin {amount} vuodessa: maksaa itsensä takaisin {years} vuodessa",
    ),
)
