"""English."""

from worthmore.decide.wording.phrases import Counted
from worthmore.decide.wording.things.phrases import ThingPhrases

ENGLISH = ThingPhrases(
    fits="Fits your {anchor}.",
    size_up={
        "cart": "The large one instead of {anchor}?",
        "viewed": "The large one instead of {anchor}?",
        "bought": "The large one instead of {anchor}?",
    },
    impulse="Anything with it?",
    protection={
        "cart": "Protects {anchor}, in your cart.",
        "viewed": "Protects {anchor}.",
        "bought": "Protects {anchor}, which you have just bought.",
    },
    own_choice="You can buy without it too.",
    service={
        "cart": "Service with {anchor}, in your cart.",
        "viewed": "Service with {anchor}.",
        "bought": "Service with {anchor}, which you have just bought.",
    },
    service_due="You bought {anchor} in {month} {year}. Its service is due.",
    refill="You bought this in {month} {year}. It may be used up by now.",
    replacement="You bought {anchor} in {month} {year}. It may be worn out by now.",
    next_size="The next size after {anchor}, which you bought in {month} {year}.",
    clearance="For our customers only: it must go.",
    forgotten_range="You bought {anchor} from us. We also have: {range}.",
    owners_only="Only for customers who bought it from us.",
    saves="saves about {amount} a year at your tariff",
    earned_back=Counted(
        one="saves about {amount} a year at your tariff: earned back in a year",
        many="saves about {amount} a year at your tariff: earned back in {years} years",
    ),
)
