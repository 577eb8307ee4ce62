"""French."""

from worthmore.decide.wording.phrases import Counted
from worthmore.decide.wording.sets.phrases import SetPhrases

FRENCH = SetPhrases(
    bundle={
        "cart": "Un ensemble avec un article de votre panier : {anchor}.",
        "viewed": "Un ensemble avec cet article : {anchor}.",
        "bought": "Un ensemble avec ce que vous venez d'acheter : {anchor}.",
    },
    saving="{saving} de moins que ses éléments séparés",
    takes_place="remplace {parts} : {extra} de plus",
    takes_place_cheaper="remplace {parts} : {extra} de moins",
    step="Étape {step} sur {steps} pour : {anchor}. Vous pouvez la passer.",
    golden="Toute votre commande, plus de tout.",
    everything=Counted(one="tout en double", many="tout {times} fois"),
    more="{amount} de plus",
    nothing_more="au même prix",
)
