"""What a shop may set, with defaults that hold without setting anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from worthmore.vocabulary.contact_caps import contact_caps
from worthmore.vocabulary.worth import CONTACT_COSTS

LANGUAGES = ("nl", "en", "fi", "fr", "de")
"""What offers speak. The pages of the back office and the demo shop speak the first three."""
LEAST_LEVER, MOST_LEVER = -90, 900


@dataclass(frozen=True, slots=True)
class Policy:
    """The shop's own choices. Every field is documented in docs/settings.md (a test checks it).

    Shares are 0 to 1; money is in minor units of `currency`; `premium_caps` maps an offer kind ("upgrade") or a
    category path ("Bicycles/City bikes") to a cap that replaces `premium_cap` there, the longest path first.
    `contact_caps` changes how often somebody is reached (vocabulary/contact_caps.py); hours are the person's own.
    `minimum_margins` (minor units) and `levers` (percent, +20: counts a fifth more) are by offer kind, `contact_costs`
    (minor units) by channel. `use_days_by` maps a category path to what replaces `use_days` there, the longest path
    first; `need_words` maps words of customers to what they mean ({"mökki": "second_home"}). `golden_multiple` is how
    many times the golden offer makes an order (1: never); `energy_tariff` is cents a kWh, None: nothing is said.
    `milestone_advice` maps a counter and a language ("words/en") to advice for those who pass a milestone of it.
    """

    currency: str = "EUR"
    country: str = "BE"
    time_zone: str = "Europe/Brussels"
    language: str = "en"
    premium_cap: float = 0.25
    premium_caps: Mapping[str, float] = field(default_factory=dict)
    minimum_customers: int = 20
    control_share: float = 0.10
    refused_days: int = 60
    owned_days: int = 3650
    dissatisfied_below: float = 0.40
    dissatisfied_days: int = 180
    free_delivery_from: int | None = None
    vat_rate: float = 0.21
    assumed_margin_share: float = 0.30
    minimum_margin: int = 1
    minimum_margins: Mapping[str, int] = field(default_factory=dict)
    levers: Mapping[str, float] = field(default_factory=dict)
    contact_costs: Mapping[str, int] = field(default_factory=dict)
    contact_pressure: int = 2
    spread: float = 0.1
    announce_days: int = 60
    announce_from: float = 0.05
    owners_need_two_factor: bool = False
    audit_days: int = 365
    activity_days: int = 30
    model_months: int = 36
    decision_days: int = 400
    reject_days: int = 30
    request_months: int = 36
    seller: str = ""
    seller_address: str = ""
    seller_email: str = ""
    consent_months: int = 24
    ex_customer_months: int = 36
    confirm_days: int = 30
    list_days: int = 30
    case_days: int = 14
    return_days: int = 30
    awaited_days: int = 60
    first_hours: int = 48
    contact_caps: Mapping[str, int | str] = field(default_factory=dict)
    quiet_from: int = 20
    quiet_until: int = 9
    use_days: int = 30
    use_days_by: Mapping[str, int] = field(default_factory=dict)
    help_days: int = 7
    lapse_days: int = 365
    shown_most: int = 5
    shown_days: int = 30
    accepted_days: int = 14
    need_words: Mapping[str, str] = field(default_factory=dict)
    impulse_share: float = 0.10
    golden_multiple: int = 2
    energy_tariff: float | None = None
    milestone_advice: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_share("premium_cap", self.premium_cap, most=10.0)
        for name, cap in self.premium_caps.items():
            _check_share(f"premium_caps[{name!r}]", cap, most=10.0)
        for share in (
            "control_share",
            "dissatisfied_below",
            "vat_rate",
            "assumed_margin_share",
            "announce_from",
            "spread",
        ):
            _check_share(share, getattr(self, share), most=1.0)
        for count in (
            "minimum_customers",
            "refused_days",
            "owned_days",
            "dissatisfied_days",
            "audit_days",
            "activity_days",
            "model_months",
            "decision_days",
            "reject_days",
            "request_months",
            "consent_months",
            "ex_customer_months",
            "confirm_days",
            "list_days",
            "case_days",
            "return_days",
            "awaited_days",
            "first_hours",
            "announce_days",
            "contact_pressure",
            "use_days",
            "help_days",
            "lapse_days",
            "shown_most",
            "shown_days",
            "accepted_days",
        ):
            if getattr(self, count) < 0:
                raise ValueError(f"{count} is {getattr(self, count)}; it cannot be below zero")
        _check_place(self)
        contact_caps(self.contact_caps)
        _check_ranking(self)
        if not 1 <= self.golden_multiple <= 10:
            raise ValueError(f"golden_multiple is {self.golden_multiple}; it must lie between 1 and 10")
        _check_share("impulse_share", self.impulse_share, most=1.0)
        if self.energy_tariff is not None and not 0 < self.energy_tariff <= 1000:
            raise ValueError(f"energy_tariff is {self.energy_tariff}; it must be above 0 and at most 1000 cents a kWh")
        _check_times(self)

    def cap(self, kind: str, category: tuple[str, ...]) -> float:
        """The premium cap for an offer kind on a product of a category: the most specific one set."""
        for length in range(len(category), 0, -1):
            found = self.premium_caps.get("/".join(category[:length]))
            if found is not None:
                return found
        return self.premium_caps.get(kind, self.premium_cap)

    def days_to_use(self, category: tuple[str, ...]) -> int:
        """How long something of a category takes to be used and known: the most specific number set."""
        for length in range(len(category), 0, -1):
            found = self.use_days_by.get("/".join(category[:length]))
            if found is not None:
                return found
        return self.use_days

    def floor(self, kind: str) -> int:
        """What an offer of a kind must be expected to earn, minor units."""
        return self.minimum_margins.get(kind, self.minimum_margin)

    def contact_cost(self, channel: str) -> int:
        """What one contact through a channel costs, minor units; 0 in the shop itself."""
        return self.contact_costs.get(channel, CONTACT_COSTS.get(channel, 0))


def _check_ranking(policy: Policy) -> None:
    for kind, percent in policy.levers.items():
        if not LEAST_LEVER <= percent <= MOST_LEVER:
            raise ValueError(f"levers[{kind!r}] is {percent}; it must lie between {LEAST_LEVER} and {MOST_LEVER}")
    for channel, cost in policy.contact_costs.items():
        if channel not in CONTACT_COSTS:
            raise ValueError(f"contact_costs[{channel!r}]: there is no such channel; use {', '.join(CONTACT_COSTS)}")
        if cost < 0:
            raise ValueError(f"contact_costs[{channel!r}] is {cost}; it cannot be below zero")


def _check_place(policy: Policy) -> None:
    if len(policy.currency) != 3 or not policy.currency.isupper():
        raise ValueError(f"currency {policy.currency!r} is not a three-letter code such as EUR")
    country = policy.country
    if country and not (len(country) == 2 and country.isascii() and country.isupper()):
        raise ValueError(f"country {country!r} is not a two-letter code in capitals such as BE")
    if policy.language not in LANGUAGES:
        raise ValueError(f"language {policy.language!r} is not one of {', '.join(LANGUAGES)}")


def _check_times(policy: Policy) -> None:
    for category, days in policy.use_days_by.items():
        if days < 0:
            raise ValueError(f"use_days_by[{category!r}] is {days}; it cannot be below zero")
    evening, morning = policy.quiet_from, policy.quiet_until
    if not 12 <= evening <= 20:
        raise ValueError(f"quiet_from is {evening}; evenings stay quiet: it must be an hour from 12 to 20")
    if not 9 <= morning <= 12:
        raise ValueError(f"quiet_until is {morning}; mornings stay quiet: it must be an hour from 9 to 12")


def _check_share(name: str, value: float, most: float) -> None:
    if not 0.0 <= value <= most:
        raise ValueError(f"{name} is {value}; it must lie between 0 and {most:g}")
