"""Finnish. Names and labels stay in the nominative: before or after a colon, or beside a word that carries the case."""

from worthmore.decide.wording.phrases import Counted
from worthmore.decide.wording.plans.phrases import PlanPhrases

FINNISH = PlanPhrases(
    filled="{label}: käytit {period} {amounts}, ja sopimukseesi kuuluu {included}.",
    plenty="{label}: käytit {period} enintään {amount}, ja sopimukseesi kuuluu {included}.",
    months="viimeisten {count} kuukauden aikana",
    years="viimeisten {count} vuoden aikana",
    periods="viimeisten {count} jakson aikana",
    both="{first} ja {last}",
    tried=Counted(
        one="Kokeilit tätä: {features}. Se ei kuulu sopimukseesi: {anchor}.",
        many="Kokeilit näitä: {features}. Ne eivät kuulu sopimukseesi: {anchor}.",
    ),
    trial_ends=Counted(
        one="Kokeilujaksosi päättyy vuorokauden sisällä: {anchor}.",
        many="Kokeilujaksosi päättyy {count} päivän kuluttua: {anchor}.",
    ),
    renews=Counted(
        one="Sopimuksesi uusiutuu vuorokauden sisällä: {anchor}.",
        many="Sopimuksesi uusiutuu {count} päivän kuluttua: {anchor}.",
    ),
    addition="Voit lisätä tämän sopimukseesi: {anchor}. Ilmankin sopimuksesi jatkuu ennallaan.",
    new="Uutta niille, joilla on jo {anchor}.",
    more="{label}: {amount} enemmän",
    includes="{label}: {amount}",
    unlimited="{label}: ilman rajaa",
    enough="riittää siihen, mitä käytit",
    saves="säästät {amount}, kun nykyinen hinta on {paid}",
    on_contract="samaan sopimukseen",
    per_month="{price} kuukaudessa",
    per_year="{price} vuodessa",
    per_months="{price} / {count} kk",
    instead="{price}, nyt {paid}",
    milestone="Onnittelut! {label}: {amount} ({anchor}).",
)
