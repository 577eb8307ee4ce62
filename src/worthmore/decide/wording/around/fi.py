"""Finnish."""

from worthmore.decide.wording.around.sentences import Around

FINNISH = Around(
    frames={
        "saving": "{why} Säästät {saving}.",
        "saving.bundle": "{why} Yhdessä ne maksavat {saving} vähemmän kuin erikseen.",
        "saving.golden": "{why} Se on {saving} vähemmän kuin yksitellen tilattuna.",
        "saving.longer_term": "{why} Näin sinulle jää {saving}.",
        "safety": "{why} Mielenrauhaa varten.",
        "safety.service": "{why} Silloin tiedät, että se on tarkastettu.",
        "exclusive": "{why} Lähetämme tämän ehdotuksen vain asiakkaillemme.",
        "exclusive.clearance": "{why}",
        "quality": "{why} Eron näkee luvuista.",
        "comfort": "{why} Niin se on heti käsillä.",
        "comfort.service": "{why} Me hoidamme asian puolestasi.",
        "comfort.refill": "{why} Näin se ei pääse loppumaan.",
        "comfort.replacement": "{why} Näin voit jatkaa niin kuin ennenkin.",
        "comfort.next_size": "{why} Kätevä, kun nykyinen koko jää pieneksi.",
        "comfort.deep_sell": "{why} Kaikki samassa sopimuksessa, helppo hallita.",
        "comfort.plan_upgrade": "{why} Näin käytölle jää taas tilaa.",
        "reward": "{why} Silloin me maksamme toimituksen.",
        "reward.milestone": "{why}",
        "completeness": "{why} Näin kaikki on kerralla koossa.",
        "completeness.funnel_step": "{why} Viimeistele se mieleiseksesi.",
    },
    tones={
        "newcomer": "Kysyttävää? Autamme mielellämme.",
        "enthusiast": "Mukavaa, että olet asiakkaamme.",
        "hardly_ever_user": "Ei kiirettä, ja kysy rohkeasti apua siihen, mitä sinulla jo on.",
    },
    only_customers=r"eksklusiivi|yksinoike|(vain|ainoastaan) (\w+ )?asiakkai|vain jäsen",
    quoted="”{text}” – {name}, {rating}/5, {date} ({checked}). Keskiarvo {average}/5, {count}.",
    reviews=("{count} arvostelu", "{count} arvostelua"),
    verified="vahvistettu osto",
    unverified="ostoa ei ole vahvistettu",
    nobody="asiakas",
)
