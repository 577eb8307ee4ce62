"""German."""

from worthmore.decide.wording.phrases import Counted
from worthmore.decide.wording.plans.phrases import PlanPhrases

GERMAN = PlanPhrases(
    filled="{label}: Sie haben {period} {amounts} von {included} genutzt.",
    plenty="{label}: Sie haben {period} höchstens {amount} von {included} genutzt.",
    months="in den letzten {count} Monaten",
    years="in den letzten {count} Jahren",
    periods="in den letzten {count} Zeiträumen",
    both="{first} und {last}",
    tried=Counted(
        one="Sie haben ausprobiert: {features}. In Ihrem Vertrag ist das nicht enthalten: {anchor}.",
        many="Sie haben ausprobiert: {features}. In Ihrem Vertrag ist das nicht enthalten: {anchor}.",
    ),
    trial_ends=Counted(
        one="Ihre Testphase endet innerhalb eines Tages: {anchor}.",
        many="Ihre Testphase endet in {count} Tagen: {anchor}.",
    ),
    renews=Counted(
        one="Ihr Vertrag verlängert sich innerhalb eines Tages: {anchor}.",
        many="Ihr Vertrag verlängert sich in {count} Tagen: {anchor}.",
    ),
    addition="Lässt sich zu Ihrem Vertrag hinzunehmen: {anchor}. Ohne das bleibt Ihr Vertrag, wie er ist.",
    new="Neu für alle, die das schon haben: {anchor}.",
    more="{label}: {amount} mehr",
    includes="{label}: {amount}",
    unlimited="{label}: ohne Grenze",
    enough="genug für das, was Sie genutzt haben",
    saves="Sie sparen {amount} gegenüber {paid}",
    on_contract="im selben Vertrag",
    per_month="{price} im Monat",
    per_year="{price} im Jahr",
    per_months="{price} für {count} Monate",
    instead="{price} statt {paid}",
    milestone="Glückwunsch! {label}: {amount}, mit {anchor}.",
)
