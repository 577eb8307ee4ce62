"""Finnish. Names stay in the nominative, after a colon or beside a word that carries the case."""

from worthmore.decide.wording.phrases import Counted
from worthmore.decide.wording.sets.phrases import SetPhrases

FINNISH = SetPhrases(
    bundle={
        "cart": "Paketti, jossa on ostoskorisi tuote: {anchor}.",
        "viewed": "Paketti, jossa on tämä tuote: {anchor}.",
        "bought": "Paketti, jossa on juuri ostamasi tuote: {anchor}.",
    },
    saving="{saving} edullisempi kuin osat erikseen",
    takes_place="korvaa nämä: {parts}, lisähinta {extra}",
    takes_place_cheaper="korvaa nämä: {parts}, {extra} edullisempi",
    step="Vaihe {step}/{steps} tuotteelle: {anchor}. Voit ohittaa sen.",
    golden="Koko tilauksesi, kaikkea enemmän.",
    everything=Counted(one="kaikki kaksinkertaisena", many="kaikki {times}-kertaisena"),
    more="lisähinta {amount}",
    nothing_more="samaan hintaan",
)
