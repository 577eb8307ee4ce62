"""French."""

from worthmore.decide.wording.phrases import Counted
from worthmore.decide.wording.things.phrases import ThingPhrases

FRENCH = ThingPhrases(
    fits="Compatible avec ce que vous avez : {anchor}.",
    size_up={
        "cart": "Le grand format au lieu de celui-ci : {anchor} ?",
        "viewed": "Le grand format au lieu de celui-ci : {anchor} ?",
        "bought": "Le grand format au lieu de celui-ci : {anchor} ?",
    },
    impulse="Et avec ceci ?",
    protection={
        "cart": "Protège un article de votre panier : {anchor}.",
        "viewed": "Protège cet article : {anchor}.",
        "bought": "Protège ce que vous venez d'acheter : {anchor}.",
    },
    own_choice="Vous pouvez aussi acheter sans.",
    service={
        "cart": "Un service pour un article de votre panier : {anchor}.",
        "viewed": "Un service pour cet article : {anchor}.",
        "bought": "Un service pour ce que vous venez d'acheter : {anchor}.",
    },
    service_due="Acheté chez nous (date : {month} {year}) : {anchor}. L'entretien est à faire.",
    refill="Acheté chez nous (date : {month} {year}). Il n'en reste peut-être plus.",
    replacement="Acheté chez nous (date : {month} {year}) : {anchor}. À remplacer, peut-être.",
    next_size="La taille suivante de ce que vous avez acheté (date : {month} {year}) : {anchor}.",
    clearance="Réservé à nos clients : à déstocker.",
    forgotten_range="Acheté chez nous : {anchor}. Nous avons aussi : {range}.",
    owners_only="Réservé aux clients qui l'ont acheté chez nous.",
    saves="économise environ {amount} par an à votre tarif",
    earned_back=Counted(
        one="économise environ {amount} par an à votre tarif : amorti en un an",
        many="économise environ {amount} par an à votre tarif : amorti en {years} ans",
    ),
)
