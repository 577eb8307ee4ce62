"""German."""

from worthmore.decide.wording.around.sentences import Around

GERMAN = Around(
    frames={
        "saving": "{why} Sie sparen {saving}.",
        "saving.bundle": "{why} Zusammen zahlen Sie {saving} weniger als einzeln.",
        "saving.golden": "{why} Das sind {saving} weniger als einzeln bestellt.",
        "saving.longer_term": "{why} So bleiben Ihnen {saving}.",
        "safety": "{why} Damit haben Sie ein ruhiges Gefühl.",
        "safety.service": "{why} Dann wissen Sie, dass alles nachgesehen ist.",
        "exclusive": "{why} Diesen Vorschlag schicken wir nur unseren Kunden.",
        "exclusive.clearance": "{why}",
        "quality": "{why} Den Unterschied sehen Sie an den Zahlen.",
        "comfort": "{why} Dann haben Sie es gleich zur Hand.",
        "comfort.service": "{why} Wir kümmern uns darum.",
        "comfort.refill": "{why} So haben Sie wieder Vorrat.",
        "comfort.replacement": "{why} So machen Sie einfach weiter.",
        "comfort.next_size": "{why} Praktisch, wenn die jetzige Größe zu klein wird.",
        "comfort.deep_sell": "{why} Alles in einem Vertrag, das bleibt übersichtlich.",
        "comfort.plan_upgrade": "{why} So haben Sie wieder Spielraum.",
        "reward": "{why} Dann übernehmen wir den Versand.",
        "reward.milestone": "{why}",
        "completeness": "{why} So haben Sie alles beisammen.",
        "completeness.funnel_step": "{why} Machen Sie es fertig, wie es Ihnen gefällt.",
    },
    tones={
        "newcomer": "Noch Fragen? Wir helfen Ihnen gern.",
        "enthusiast": "Danke für Ihr Vertrauen.",
        "hardly_ever_user": "Es eilt nicht, und gern helfen wir Ihnen mit dem, was Sie schon haben.",
    },
    only_customers=r"exklusiv|nur für (unsere |bestehende )?kund|nur unseren kund|nur für mitglied",
    quoted="„{text}“ – {name}, {rating} von 5, {date} ({checked}). Im Schnitt {average} von 5 bei {count}.",
    reviews=("{count} Bewertung", "{count} Bewertungen"),
    verified="bestätigter Kauf",
    unverified="Kauf nicht bestätigt",
    nobody="eine Kundin oder ein Kunde",
)
