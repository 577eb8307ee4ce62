"""Dutch."""

from worthmore.decide.wording.phrases import Counted
from worthmore.decide.wording.things.phrases import ThingPhrases

DUTCH = ThingPhrases(
    fits="Past bij jouw {anchor}.",
    size_up={
        "cart": "De grote in plaats van {anchor}?",
        "viewed": "De grote in plaats van {anchor}?",
        "bought": "De grote in plaats van {anchor}?",
    },
    impulse="Nog iets erbij?",
    protection={
        "cart": "Beschermt {anchor} in je winkelmandje.",
        "viewed": "Beschermt {anchor}.",
        "bought": "Beschermt wat je net kocht: {anchor}.",
    },
    own_choice="Je kunt ook zonder kopen.",
    service={
        "cart": "Service bij {anchor} in je winkelmandje.",
        "viewed": "Service bij {anchor}.",
        "bought": "Service bij wat je net kocht: {anchor}.",
    },
    service_due="Je kocht {anchor} in {month} {year}. Het is tijd voor onderhoud.",
    refill="Je kocht dit in {month} {year}. Misschien is het nu op.",
    replacement="Je kocht {anchor} in {month} {year}. Misschien is die nu versleten.",
    next_size="De volgende maat na {anchor}, die je kocht in {month} {year}.",
    clearance="Alleen voor onze klanten: dit moet weg.",
    forgotten_range="Je kocht {anchor} bij ons. We hebben ook: {range}.",
    owners_only="Alleen voor klanten die dit bij ons kochten.",
    saves="bespaart ongeveer {amount} per jaar bij jouw tarief",
    earned_back=Counted(
        one="bespaart ongeveer {amount} per jaar bij jouw tarief: terugverdiend in een jaar",
        many="bespaart ongeveer {amount} per jaar bij jouw tarief: terugverdiend in {years} jaar",
    ),
)
