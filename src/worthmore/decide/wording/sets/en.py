"""English."""

from worthmore.decide.wording.phrases import Counted
from worthmore.decide.wording.sets.phrases import SetPhrases

ENGLISH = SetPhrases(
    bundle={
        "cart": "A set with {anchor}, in your cart.",
        "viewed": "A set with {anchor}.",
        "bought": "A set with {anchor}, which you have just bought.",
    },
    saving="{saving} less than its parts",
    takes_place="in place of {parts}: {extra} more",
    takes_place_cheaper="in place of {parts}: {extra} less",
    step="Step {step} of {steps} for {anchor}. You can skip it.",
    golden="Your whole order, more of everything.",
    everything=Counted(one="everything twice", many="everything {times} times"),
    more="{amount} more",
    nothing_more="for the same price",
)
