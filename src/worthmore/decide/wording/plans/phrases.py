"""The sentences of this theme that a language needs."""

from __future__ import annotations

from dataclasses import dataclass

from worthmore.decide.wording.phrases import Counted


@dataclass(frozen=True, slots=True)
class PlanPhrases:
    """Each names in braces what it is filled with.

    {label} is the customer's word for what is counted or can be done, {amount} a number with its unit or money,
    {amounts} several, {included} what the contract includes, {period} one of `months`, `years` and `periods`.
    `tried` counts the features, `trial_ends` and `renews` count days, of which one means less than a day.
    `per_month`, `per_year` and `per_months` are a {price} for a term, `instead` one price in the place of {paid}.
    `milestone` congratulates on the {amount} of a {label} that was reached.
    """

    filled: str
    plenty: str
    months: str
    years: str
    periods: str
    both: str
    tried: Counted
    trial_ends: Counted
    renews: Counted
    addition: str
    new: str
    more: str
    includes: str
    unlimited: str
    enough: str
    saves: str
    on_contract: str
    per_month: str
    per_year: str
    per_months: str
    instead: str
    milestone: str
