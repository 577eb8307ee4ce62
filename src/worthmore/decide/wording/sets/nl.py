"""Dutch."""

from worthmore.decide.wording.phrases import Counted
from worthmore.decide.wording.sets.phrases import SetPhrases

DUTCH = SetPhrases(
    bundle={
        "cart": "Een set met {anchor} uit je winkelmandje.",
        "viewed": "Een set met {anchor}.",
        "bought": "Een set met wat je net kocht: {anchor}.",
    },
    saving="{saving} minder dan de delen apart",
    takes_place="in plaats van {parts}: {extra} meer",
    takes_place_cheaper="in plaats van {parts}: {extra} minder",
    step="Stap {step} van {steps} voor {anchor}. Je kunt deze overslaan.",
    golden="Je hele bestelling, meer van alles.",
    everything=Counted(one="alles dubbel", many="alles {times} keer"),
    more="{amount} meer",
    nothing_more="voor dezelfde prijs",
)
