"""French. Labels stand before their figure, so that no article or "de" has to agree with them."""

from worthmore.decide.wording.phrases import Counted, Phrases

FRENCH = Phrases(
    goes_with={
        "cart": "Va avec un article de votre panier : {anchor}.",
        "viewed": "Va avec cet article : {anchor}.",
        "bought": "Va avec ce que vous venez d’acheter : {anchor}.",
    },
    better={
        "cart": "Une meilleure version d’un article de votre panier : {anchor}.",
        "viewed": "Une meilleure version de cet article : {anchor}.",
        "bought": "Une meilleure version de ce que vous venez d’acheter : {anchor}.",
    },
    advice={
        "cart": "Notre conseil à la place d’un article de votre panier : {anchor}.",
        "viewed": "Notre conseil à la place de cet article : {anchor}.",
        "bought": "Notre conseil à la place de ce que vous venez d’acheter : {anchor}.",
    },
    together=Counted(one="1 client les a achetés ensemble.", many="{count} clients les ont achetés ensemble."),
    orders=Counted(one="Achetés ensemble dans 1 commande.", many="Achetés ensemble dans {count} commandes."),
    also=Counted(
        one="1 client a acheté ceci et aussi : {anchor}.",
        many="{count} clients ont acheté ceci et aussi : {anchor}.",
    ),
    swapped=Counted(
        one="1 client au panier semblable a choisi ceci à la place de : {anchor}.",
        many="{count} clients au panier semblable ont choisi ceci à la place de : {anchor}.",
    ),
    swapped_uncounted="Des clients au panier semblable ont choisi ceci à la place de : {anchor}.",
    gap="Plus que {gap} pour la livraison gratuite.",
    offer="{product} : {price}",
    filler="{product} : {price}, et la livraison est gratuite",
    upgrade="{product} : {points}",
    ratio="{label} × {ratio}",
    ratio_of_count="{label} × {ratio}",
    more="{label} : {amount} de plus",
    less="{label} : {amount} de moins",
    instead="{label} : {offered} au lieu de {chosen}",
    dearer="pour {amount} de plus",
    cheaper="pour {amount} de moins",
    same_price="pour le même prix",
    reduced="{percent} % sous {lowest_30_days}, son prix le plus bas des 30 jours précédents",
    reduced_before="{percent} % sous {was}, son prix juste avant",
    parts="séparément : {parts}",
)
