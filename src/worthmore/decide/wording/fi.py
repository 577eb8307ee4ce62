"""Finnish. Names and labels stay in the nominative: after a colon, or beside a word that carries the case."""

from worthmore.decide.wording.phrases import Counted, Phrases

FINNISH = Phrases(
    goes_with={
        "cart": "Sopii ostoskorisi tuotteeseen: {anchor}.",
        "viewed": "Sopii tähän tuotteeseen: {anchor}.",
        "bought": "Sopii juuri ostamaasi tuotteeseen: {anchor}.",
    },
    better={
        "cart": "Parempi vaihtoehto ostoskorisi tuotteelle: {anchor}.",
        "viewed": "Parempi vaihtoehto tälle tuotteelle: {anchor}.",
        "bought": "Parempi vaihtoehto juuri ostamallesi tuotteelle: {anchor}.",
    },
    advice={
        "cart": "Suosituksemme ostoskorisi tuotteen tilalle: {anchor}.",
        "viewed": "Suosituksemme tämän tuotteen tilalle: {anchor}.",
        "bought": "Suosituksemme juuri ostamasi tuotteen tilalle: {anchor}.",
    },
    together=Counted(
        one="1 asiakas on ostanut nämä samalla kertaa.",
        many="{count} asiakasta on ostanut nämä samalla kertaa.",
    ),
    orders=Counted(one="Ostettu yhdessä 1 tilauksessa.", many="Ostettu yhdessä {count} tilauksessa."),
    also=Counted(
        one="Tuotteen {anchor} ostajista 1 osti myös tämän.",
        many="Tuotteen {anchor} ostajista {count} osti myös tämän.",
    ),
    swapped=Counted(
        one="Tämän valitsi 1 asiakas, jolla oli samanlainen ostoskori. Vaihtoehtona oli: {anchor}.",
        many="Tämän valitsi {count} asiakasta, joilla oli samanlainen ostoskori. Vaihtoehtona oli: {anchor}.",
    ),
    swapped_uncounted="Tämän valitsivat asiakkaat, joilla oli samanlainen ostoskori. Vaihtoehtona oli: {anchor}.",
    gap="Ilmaiseen toimitukseen puuttuu {gap}.",
    offer="{product}: {price}",
    filler="{product}: {price}, ja toimitus on ilmainen",
    upgrade="{product}: {points}",
    ratio="{ratio}-kertainen {label}",
    ratio_of_count="{label} {ratio} ×",
    more="{amount} suurempi {label}",
    less="{amount} pienempi {label}",
    instead="{label} {offered} (valitussa {chosen})",
    dearer="lisähinta {amount}",
    cheaper="{amount} edullisempi",
    same_price="samaan hintaan",
    reduced="{percent} % alle hinnan {lowest_30_days}, joka oli alin alennusta edeltäneiden 30 päivän aikana",
    reduced_before="{percent} % alle hinnan {was}, joka oli voimassa juuri ennen alennusta",
    parts="erikseen: {parts}",
)
