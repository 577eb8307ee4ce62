"""French."""

from worthmore.decide.wording.phrases import Counted
from worthmore.decide.wording.plans.phrases import PlanPhrases

FRENCH = PlanPhrases(
    filled="{label} : vous avez utilisé {amounts} sur {included} {period}.",
    plenty="{label} : vous avez utilisé au plus {amount} sur {included} {period}.",
    months="ces {count} derniers mois",
    years="ces {count} dernières années",
    periods="ces {count} dernières périodes",
    both="{first} et {last}",
    tried=Counted(
        one="Vous avez essayé : {features}. Ce n’est pas compris dans {anchor}.",
        many="Vous avez essayé : {features}. Ce n’est pas compris dans {anchor}.",
    ),
    trial_ends=Counted(
        one="Votre essai se termine d’ici un jour : {anchor}.",
        many="Votre essai se termine dans {count} jours : {anchor}.",
    ),
    renews=Counted(
        one="Votre contrat est renouvelé d’ici un jour : {anchor}.",
        many="Votre contrat est renouvelé dans {count} jours : {anchor}.",
    ),
    addition="Peut être ajouté à votre contrat : {anchor}. Sans cela, votre contrat reste tel qu’il est.",
    new="Nouveau, pour ceux qui ont {anchor}.",
    more="{label} : {amount} de plus",
    includes="{label} : {amount}",
    unlimited="{label} : sans limite",
    enough="suffisant pour ce que vous avez utilisé",
    saves="vous économisez {amount} par rapport à {paid}",
    on_contract="sur le même contrat",
    per_month="{price} par mois",
    per_year="{price} par an",
    per_months="{price} pour {count} mois",
    instead="{price} au lieu de {paid}",
    milestone="Félicitations ! {label} : {amount}, avec {anchor}.",
)
