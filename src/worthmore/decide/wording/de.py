"""German. Names and labels stand in the nominative: after a colon, or before their figure."""

from worthmore.decide.wording.phrases import Counted, Phrases

GERMAN = Phrases(
    goes_with={
        "cart": "Passt zu einem Artikel in Ihrem Warenkorb: {anchor}.",
        "viewed": "Passt zu diesem Artikel: {anchor}.",
        "bought": "Passt zu dem, was Sie gerade gekauft haben: {anchor}.",
    },
    better={
        "cart": "Eine bessere Ausführung für einen Artikel in Ihrem Warenkorb: {anchor}.",
        "viewed": "Eine bessere Ausführung für diesen Artikel: {anchor}.",
        "bought": "Eine bessere Ausführung dessen, was Sie gerade gekauft haben: {anchor}.",
    },
    advice={
        "cart": "Unser Rat anstelle eines Artikels in Ihrem Warenkorb: {anchor}.",
        "viewed": "Unser Rat anstelle dieses Artikels: {anchor}.",
        "bought": "Unser Rat anstelle dessen, was Sie gerade gekauft haben: {anchor}.",
    },
    together=Counted(one="1 Kunde hat beides zusammen gekauft.", many="{count} Kunden haben beides zusammen gekauft."),
    orders=Counted(one="In 1 Bestellung zusammen gekauft.", many="In {count} Bestellungen zusammen gekauft."),
    also=Counted(
        one="1 Kunde hat dies gekauft und auch: {anchor}.",
        many="{count} Kunden haben dies gekauft und auch: {anchor}.",
    ),
    swapped=Counted(
        one="1 Kunde mit ähnlichem Warenkorb hat dies gewählt. Die Alternative war: {anchor}.",
        many="{count} Kunden mit ähnlichem Warenkorb haben dies gewählt. Die Alternative war: {anchor}.",
    ),
    swapped_uncounted="Kunden mit ähnlichem Warenkorb haben dies gewählt. Die Alternative war: {anchor}.",
    gap="Noch {gap} bis zur kostenlosen Lieferung.",
    offer="{product}: {price}",
    filler="{product}: {price}, und die Lieferung ist kostenlos",
    upgrade="{product}: {points}",
    ratio="{label}: {ratio}-fach",
    ratio_of_count="{label}: {ratio}-fach",
    more="{label}: {amount} mehr",
    less="{label}: {amount} weniger",
    instead="{label}: {offered} statt {chosen}",
    dearer="für {amount} mehr",
    cheaper="für {amount} weniger",
    same_price="zum selben Preis",
    reduced="{percent} % unter {lowest_30_days}, dem niedrigsten Preis der 30 Tage davor",
    reduced_before="{percent} % unter {was}, dem Preis direkt davor",
    parts="einzeln: {parts}",
)
