"""French."""

from worthmore.decide.wording.around.sentences import Around

FRENCH = Around(
    frames={
        "saving": "{why} Vous économisez {saving}.",
        "saving.bundle": "{why} Ensemble, ils vous coûtent {saving} de moins que séparément.",
        "saving.golden": "{why} C’est {saving} de moins que de les commander séparément.",
        "saving.longer_term": "{why} Vous gardez ainsi {saving}.",
        "safety": "{why} Pour avoir l’esprit tranquille.",
        "safety.service": "{why} Vous savez ainsi que tout a été vérifié.",
        "exclusive": "{why} Nous n’envoyons cette proposition qu’à nos clients.",
        "exclusive.clearance": "{why}",
        "quality": "{why} La différence se voit dans les chiffres.",
        "comfort": "{why} Vous l’aurez tout de suite sous la main.",
        "comfort.service": "{why} Nous nous en occupons pour vous.",
        "comfort.refill": "{why} Ainsi, vous n’en manquerez pas.",
        "comfort.replacement": "{why} Vous pourrez continuer comme avant.",
        "comfort.next_size": "{why} Pratique quand la taille actuelle devient trop petite.",
        "comfort.deep_sell": "{why} Tout sur un seul contrat, c’est plus clair.",
        "comfort.plan_upgrade": "{why} Vous aurez de nouveau de la marge.",
        "reward": "{why} Dans ce cas, la livraison est pour nous.",
        "reward.milestone": "{why}",
        "completeness": "{why} Comme ça, tout est réuni.",
        "completeness.funnel_step": "{why} Terminez-le à votre goût.",
    },
    tones={
        "newcomer": "Une question ? Nous vous aidons volontiers.",
        "enthusiast": "Merci de votre confiance.",
        "hardly_ever_user": "Rien ne presse, et nous vous aidons volontiers avec ce que vous avez déjà.",
    },
    only_customers=r"exclusi|réservée?s? (à|aux) (nos )?clients|(seulement|uniquement) (pour|à) nos clients",
    quoted="« {text} » – {name}, {rating} sur 5, {date} ({checked}). En moyenne {average} sur 5, {count}.",
    reviews=("{count} avis", "{count} avis"),
    verified="achat vérifié",
    unverified="achat non vérifié",
    nobody="un client ou une cliente",
)
