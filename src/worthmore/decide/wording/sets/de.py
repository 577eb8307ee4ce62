"""German."""

from worthmore.decide.wording.phrases import Counted
from worthmore.decide.wording.sets.phrases import SetPhrases

GERMAN = SetPhrases(
    bundle={
        "cart": "Ein Set mit einem Artikel aus Ihrem Warenkorb: {anchor}.",
        "viewed": "Ein Set mit diesem Artikel: {anchor}.",
        "bought": "Ein Set mit dem, was Sie gerade gekauft haben: {anchor}.",
    },
    saving="{saving} weniger als die Teile einzeln",
    takes_place="anstelle von {parts}: {extra} mehr",
    takes_place_cheaper="anstelle von {parts}: {extra} weniger",
    step="Schritt {step} von {steps} für: {anchor}. Sie können ihn überspringen.",
    golden="Ihre ganze Bestellung, mehr von allem.",
    everything=Counted(one="alles doppelt", many="alles {times}-mal"),
    more="{amount} mehr",
    nothing_more="zum gleichen Preis",
)
