"""German."""

from worthmore.decide.wording.phrases import Counted
from worthmore.decide.wording.things.phrases import ThingPhrases

GERMAN = ThingPhrases(
    fits="Passt zu dem, was Sie haben: {anchor}.",
    size_up={
        "cart": "Lieber die große Ausführung statt dieser: {anchor}?",
        "viewed": "Lieber die große Ausführung statt dieser: {anchor}?",
        "bought": "Lieber die große Ausführung statt dieser: {anchor}?",
    },
    impulse="Darf es noch etwas sein?",
    protection={
        "cart": "Schützt einen Artikel in Ihrem Warenkorb: {anchor}.",
        "viewed": "Schützt diesen Artikel: {anchor}.",
        "bought": "Schützt, was Sie gerade gekauft haben: {anchor}.",
    },
    own_choice="Sie können auch ohne kaufen.",
    service={
        "cart": "Service zu einem Artikel in Ihrem Warenkorb: {anchor}.",
        "viewed": "Service zu diesem Artikel: {anchor}.",
        "bought": "Service zu dem, was Sie gerade gekauft haben: {anchor}.",
    },
    service_due="Im {month} {year} bei uns gekauft: {anchor}. Die Wartung ist fällig.",
    refill="Im {month} {year} bei uns gekauft. Vielleicht ist es inzwischen aufgebraucht.",
    replacement="Im {month} {year} bei uns gekauft: {anchor}. Vielleicht ist es Zeit für Ersatz.",
    next_size="Die nächste Größe nach dem, was Sie im {month} {year} gekauft haben: {anchor}.",
    clearance="Nur für unsere Kunden: Das muss weg.",
    forgotten_range="Bei uns gekauft: {anchor}. Wir führen auch: {range}.",
    owners_only="Nur für Kunden, die es bei uns gekauft haben.",
    saves="spart bei Ihrem Tarif rund {amount} im Jahr",
    earned_back=Counted(
        one="spart bei Ihrem Tarif rund {amount} im Jahr: nach einem Jahr bezahlt",
        many="spart bei Ihrem Tarif rund {amount} im Jahr: nach {years} Jahren bezahlt",
    ),
)
