"""Dutch."""

from worthmore.decide.wording.phrases import Counted
from worthmore.decide.wording.plans.phrases import PlanPhrases

DUTCH = PlanPhrases(
    filled="{label}: je gebruikte {period} {amounts} van je {included}.",
    plenty="{label}: je gebruikte {period} hoogstens {amount} van je {included}.",
    months="in de laatste {count} maanden",
    years="in de laatste {count} jaar",
    periods="in de laatste {count} periodes",
    both="{first} en {last}",
    tried=Counted(
        one="Je probeerde {features}. Dat zit niet in {anchor}.",
        many="Je probeerde {features}. Die zitten niet in {anchor}.",
    ),
    trial_ends=Counted(
        one="Je proefperiode van {anchor} eindigt binnen een dag.",
        many="Je proefperiode van {anchor} eindigt over {count} dagen.",
    ),
    renews=Counted(
        one="Je contract voor {anchor} wordt binnen een dag verlengd.",
        many="Je contract voor {anchor} wordt over {count} dagen verlengd.",
    ),
    addition="Kan bij je contract voor {anchor}. Zonder blijft je contract zoals het is.",
    new="Nieuw, voor wie {anchor} heeft.",
    more="{amount} {label} meer",
    includes="{amount} {label}",
    unlimited="onbeperkt {label}",
    enough="genoeg voor wat je gebruikte",
    saves="je bespaart {amount} tegenover {paid}",
    on_contract="op hetzelfde contract",
    per_month="{price} per maand",
    per_year="{price} per jaar",
    per_months="{price} voor {count} maanden",
    instead="{price} in plaats van {paid}",
    milestone="Gefeliciteerd: {amount} {label} met {anchor}.",
)
