"""What the audit log knows: the name of everything that can be written into it."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """Something that somebody saw or changed."""

    LOGGED_IN = "logged_in"
    LOGGED_OUT = "logged_out"
    LOGIN_FAILED = "login_failed"
    CODE_FAILED = "code_failed"
    RECOVERY_CODE_USED = "recovery_code_used"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    TWO_FACTOR_ON = "two_factor_on"
    TWO_FACTOR_OFF = "two_factor_off"
    TWO_FACTOR_RESET = "two_factor_reset"
    RECOVERY_CODES_MADE = "recovery_codes_made"

    CUSTOMER_FOUND = "customer_found"
    CUSTOMER_SEEN = "customer_seen"
    CUSTOMER_TRIED = "customer_tried"
    PERMISSION_SEEN = "permission_seen"
    OBJECTION_RECORDED = "objection_recorded"
    WITHDRAWAL_RECORDED = "withdrawal_recorded"
    CONSENT_RECORDED = "consent_recorded"
    LINK_MADE = "link_made"
    DOWNLOADED = "downloaded"
    ERASED = "erased"
    REQUEST_SETTLED = "request_settled"

    MARKETING_STOPPED = "marketing_stopped"
    MARKETING_RESUMED = "marketing_resumed"
    SETTING_CHANGED = "setting_changed"
    RULE_OVERRIDDEN = "rule_overridden"

    LOGIN_MADE = "login_made"
    PASSWORD_LINK_MADE = "password_link_made"  # noqa: S105
    ROLE_CHANGED = "role_changed"
    LOGIN_CLOSED = "login_closed"
    LOGIN_OPENED = "login_opened"
    AUDIT_EXPORTED = "audit_exported"


DETAILS = ("request", "role", "setting", "from", "to", "channel", "purpose", "how", "format", "found", "reason")
"""What may be kept beside an act, in the order in which it is read."""
LOGIN = (
    Act.LOGGED_IN,
    Act.LOGGED_OUT,
    Act.LOGIN_FAILED,
    Act.CODE_FAILED,
    Act.RECOVERY_CODE_USED,
    Act.PASSWORD_CHANGED,
    Act.TWO_FACTOR_ON,
    Act.TWO_FACTOR_OFF,
    Act.TWO_FACTOR_RESET,
    Act.RECOVERY_CODES_MADE,
)
SEEN = (
    Act.CUSTOMER_FOUND,
    Act.CUSTOMER_SEEN,
    Act.CUSTOMER_TRIED,
    Act.PERMISSION_SEEN,
    Act.LINK_MADE,
    Act.DOWNLOADED,
    Act.AUDIT_EXPORTED,
)
PERMISSION = (Act.OBJECTION_RECORDED, Act.WITHDRAWAL_RECORDED, Act.CONSENT_RECORDED, Act.ERASED, Act.REQUEST_SETTLED)
SHOP = (Act.MARKETING_STOPPED, Act.MARKETING_RESUMED, Act.SETTING_CHANGED, Act.RULE_OVERRIDDEN)
STAFF = (Act.LOGIN_MADE, Act.PASSWORD_LINK_MADE, Act.ROLE_CHANGED, Act.LOGIN_CLOSED, Act.LOGIN_OPENED)
GROUPS: dict[str, tuple[Act, ...]] = {
    "login": LOGIN,
    "seen": SEEN,
    "permission": PERMISSION,
    "shop": SHOP,
    "staff": STAFF,
}
"""Each act in one group, for the filter of the log's page."""
