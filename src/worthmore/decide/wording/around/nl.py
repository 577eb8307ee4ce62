"""Dutch."""

from worthmore.decide.wording.around.sentences import Around

DUTCH = Around(
    frames={
        "saving": "{why} Dat scheelt {saving}.",
        "saving.bundle": "{why} Samen ben je {saving} voordeliger uit dan los.",
        "saving.golden": "{why} Dat is {saving} minder dan los bestellen.",
        "saving.longer_term": "{why} Zo houd je {saving} over.",
        "safety": "{why} Voor een gerust gevoel.",
        "safety.service": "{why} Dan weet je dat het is nagekeken.",
        "exclusive": "{why} Dit voorstel sturen we alleen aan onze klanten.",
        "exclusive.clearance": "{why}",
        "quality": "{why} Het verschil zie je in de cijfers.",
        "comfort": "{why} Dan heb je het meteen bij de hand.",
        "comfort.service": "{why} Wij regelen het voor je.",
        "comfort.refill": "{why} Zo zit je niet zonder.",
        "comfort.replacement": "{why} Dan kun je gewoon verder.",
        "comfort.next_size": "{why} Handig als de huidige maat te klein wordt.",
        "comfort.deep_sell": "{why} Alles op één contract, wel zo overzichtelijk.",
        "comfort.plan_upgrade": "{why} Dan heb je weer ruimte.",
        "reward": "{why} Dan is de levering voor onze rekening.",
        "reward.milestone": "{why}",
        "completeness": "{why} Dan heb je alles bij elkaar.",
        "completeness.funnel_step": "{why} Maak het af zoals jij het wilt.",
    },
    tones={
        "newcomer": "Vragen? We helpen je graag.",
        "enthusiast": "Fijn dat je klant bij ons bent.",
        "hardly_ever_user": "Rustig aan, en vraag gerust hulp bij wat je al hebt.",
    },
    only_customers=r"exclusie[fv]|alleen voor (onze |vaste |bestaande )?klanten|enkel voor (onze )?klanten",
    quoted="“{text}” – {name}, {rating} van 5, {date} ({checked}). Gemiddeld {average} van 5 bij {count}.",
    reviews=("{count} beoordeling", "{count} beoordelingen"),
    verified="geverifieerde aankoop",
    unverified="aankoop niet geverifieerd",
    nobody="een klant",
)
