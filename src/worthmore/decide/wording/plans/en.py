"""English."""

from worthmore.decide.wording.phrases import Counted
from worthmore.decide.wording.plans.phrases import PlanPhrases

ENGLISH = PlanPhrases(
    filled="{label}: you used {amounts} of your {included} {period}.",
    plenty="{label}: you used at most {amount} of your {included} {period}.",
    months="in the last {count} months",
    years="in the last {count} years",
    periods="in the last {count} periods",
    both="{first} and {last}",
    tried=Counted(
        one="You tried {features}. It is not in {anchor}.", many="You tried {features}. They are not in {anchor}."
    ),
    trial_ends=Counted(
        one="Your trial of {anchor} ends within a day.", many="Your trial of {anchor} ends in {count} days."
    ),
    renews=Counted(
        one="Your contract for {anchor} renews within a day.",
        many="Your contract for {anchor} renews in {count} days.",
    ),
    addition="Can be added to your contract for {anchor}. Without it, your contract stays as it is.",
    new="New, for those who have {anchor}.",
    more="{amount} more {label}",
    includes="{amount} {label}",
    unlimited="unlimited {label}",
    enough="enough for what you used",
    saves="you save {amount} against {paid}",
    on_contract="on the same contract",
    per_month="{price} a month",
    per_year="{price} a year",
    per_months="{price} for {count} months",
    instead="{price} instead of {paid}",
    milestone="Congratulations: {amount} {label} with {anchor}.",
)
