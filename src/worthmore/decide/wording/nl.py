"""Dutch."""

from worthmore.decide.wording.phrases import Counted, Phrases

DUTCH = Phrases(
    goes_with={
        "cart": "Past bij {anchor} in je winkelmandje.",
        "viewed": "Past bij {anchor}.",
        "bought": "Past bij wat je net kocht: {anchor}.",
    },
    better={
        "cart": "Een betere versie van {anchor} in je winkelmandje.",
        "viewed": "Een betere versie van {anchor}.",
        "bought": "Een betere versie van wat je net kocht: {anchor}.",
    },
    advice={
        "cart": "Ons advies in plaats van {anchor} in je winkelmandje.",
        "viewed": "Ons advies in plaats van {anchor}.",
        "bought": "Ons advies in plaats van wat je net kocht: {anchor}.",
    },
    together=Counted(one="1 klant kocht ze samen.", many="{count} klanten kochten ze samen."),
    orders=Counted(one="Samen gekocht in 1 bestelling.", many="Samen gekocht in {count} bestellingen."),
    also=Counted(
        one="1 klant die {anchor} kocht, kocht ook dit.",
        many="{count} klanten die {anchor} kochten, kochten ook dit.",
    ),
    swapped=Counted(
        one="1 klant met een vergelijkbaar winkelmandje koos dit in plaats van {anchor}.",
        many="{count} klanten met een vergelijkbaar winkelmandje kozen dit in plaats van {anchor}.",
    ),
    swapped_uncounted="Klanten met een vergelijkbaar winkelmandje kozen dit in plaats van {anchor}.",
    gap="Nog {gap} tot gratis levering.",
    offer="{product}: {price}",
    filler="{product}: {price}, en de levering is gratis",
    upgrade="{product}: {points}",
    ratio="{ratio} × zoveel {label}",
    ratio_of_count="{ratio} × zoveel {label}",
    more="{amount} meer {label}",
    less="{amount} minder {label}",
    instead="{offered} in plaats van {chosen} {label}",
    dearer="voor {amount} meer",
    cheaper="voor {amount} minder",
    same_price="voor dezelfde prijs",
    reduced="{percent} % onder {lowest_30_days}, de laagste prijs in de 30 dagen ervoor",
    reduced_before="{percent} % onder {was}, de prijs vlak ervoor",
    parts="los te koop: {parts}",
)
