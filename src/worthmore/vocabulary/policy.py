"""What a shop may set, with defaults that hold without setting anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from worthmore.vocabulary.contact_caps import contact_caps

LANGUAGES = ("nl", "en", "fi")


@dataclass(frozen=True, slots=True)
class Policy:
    """The shop's own choices. Every field is documented in docs/settings.md (a test checks it).

    Shares are 0 to 1; money is in minor units of `currency`; `premium_caps` maps an offer kind ("upgrade") or a
    category path ("Bicycles/City bikes") to a cap that replaces `premium_cap` there, the longest path first.
    `contact_caps` changes how often somebody is reached (vocabulary/contact_caps.py); hours are the person's own.
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

    def __post_init__(self) -> None:
        _check_share("premium_cap", self.premium_cap, most=10.0)
        for name, cap in self.premium_caps.items():
            _check_share(f"premium_caps[{name!r}]", cap, most=10.0)
        for share in ("control_share", "dissatisfied_below", "vat_rate", "assumed_margin_share", "announce_from"):
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
        ):
            if getattr(self, count) < 0:
                raise ValueError(f"{count} is {getattr(self, count)}; it cannot be below zero")
        if len(self.currency) != 3 or not self.currency.isupper():
            raise ValueError(f"currency {self.currency!r} is not a three-letter code such as EUR")
        if self.country and not (len(self.country) == 2 and self.country.isascii() and self.country.isupper()):
            raise ValueError(f"country {self.country!r} is not a two-letter code in capitals such as BE")
        if self.language not in LANGUAGES:
            raise ValueError(f"language {self.language!r} is not one of {', '.join(LANGUAGES)}")
        contact_caps(self.contact_caps)
        if not 12 <= self.quiet_from <= 20:
            raise ValueError(f"quiet_from is {self.quiet_from}; evenings stay quiet: it must be an hour from 12 to 20")
        if not 9 <= self.quiet_until <= 12:
            raise ValueError(f"quiet_until is {self.quiet_until}; mornings stay quiet: it must be an hour from 9 to 12")

    def cap(self, kind: str, category: tuple[str, ...]) -> float:
        """The premium cap for an offer kind on a product of a category: the most specific one set."""
        for length in range(len(category), 0, -1):
            found = self.premium_caps.get("/".join(category[:length]))
            if found is not None:
                return found
        return self.premium_caps.get(kind, self.premium_cap)


def _check_share(name: str, value: float, most: float) -> None:
    if not 0.0 <= value <= most:
        raise ValueError(f"{name} is {value}; it must lie between 0 and {most:g}")
