"""The words for roles, for what the audit log holds, and for what customers say and ask."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_noop as _

from worthmore.backoffice.access import Role
from worthmore.backoffice.acts import Act
from worthmore.consent.values import Frequency

ROLES: dict[str, str] = {
    Role.OWNER: _("Owner"),
    Role.MARKETER: _("Marketer"),
    Role.ASSISTANT: _("Assistant"),
    Role.VIEWER: _("Viewer"),
}
ROLES_MEAN: dict[str, str] = {
    Role.OWNER: _("may do everything, also manage people and settings, erase customers, and let marketing go on"),
    Role.MARKETER: _("sees customers whole, records permissions, downloads, stops all marketing; manages nobody"),
    Role.ASSISTANT: _("helps a customer at the till or telephone: finds the one, records a yes or a no"),
    Role.VIEWER: _("looks and changes nothing; addresses of customers are covered"),
}
ACT_GROUPS = {
    "login": _("Logging in"),
    "seen": _("Seen or taken along"),
    "permission": _("Permissions and erasing"),
    "shop": _("Settings, stop and go on"),
    "staff": _("People of the shop"),
}
ACTS: dict[str, str] = {
    Act.LOGGED_IN: _("logged in"),
    Act.LOGGED_OUT: _("logged out"),
    Act.LOGIN_FAILED: _("wrong name or password"),
    Act.CODE_FAILED: _("wrong code"),
    Act.RECOVERY_CODE_USED: _("used a recovery code"),
    Act.PASSWORD_CHANGED: _("changed the password"),
    Act.TWO_FACTOR_ON: _("switched two-factor login on"),
    Act.TWO_FACTOR_OFF: _("switched two-factor login off"),
    Act.TWO_FACTOR_RESET: _("took a second factor away"),
    Act.RECOVERY_CODES_MADE: _("made new recovery codes"),
    Act.CUSTOMER_FOUND: _("saw in a list of customers found"),
    Act.CUSTOMER_SEEN: _("saw a customer's page"),
    Act.CUSTOMER_TRIED: _("tried a decision for a customer"),
    Act.PERMISSION_SEEN: _("saw a customer's permissions"),
    Act.OBJECTION_RECORDED: _("recorded an objection"),
    Act.WITHDRAWAL_RECORDED: _("recorded a withdrawal"),
    Act.CONSENT_RECORDED: _("recorded a permission"),
    Act.LINK_MADE: _("made a link to a customer's own page"),
    Act.DOWNLOADED: _("downloaded everything of a customer"),
    Act.ERASED: _("erased a customer"),
    Act.REQUEST_SETTLED: _("marked a customer's request as answered"),
    Act.MARKETING_STOPPED: _("stopped all marketing"),
    Act.MARKETING_RESUMED: _("let marketing go on"),
    Act.SETTING_CHANGED: _("changed a setting"),
    Act.RULE_OVERRIDDEN: _("loosened a rule of the house"),
    Act.LOGIN_MADE: _("made a login"),
    Act.PASSWORD_LINK_MADE: _("made a link to choose a password"),
    Act.ROLE_CHANGED: _("changed a role"),
    Act.LOGIN_CLOSED: _("closed a login"),
    Act.LOGIN_OPENED: _("opened a login again"),
    Act.AUDIT_EXPORTED: _("took the audit log along"),
}
DETAILS = {
    "request": _("request"),
    "role": _("role"),
    "from": _("before"),
    "to": _("now"),
    "reason": _("reason"),
    "setting": _("setting"),
    "channel": _("channel"),
    "purpose": _("purpose"),
    "how": _("how"),
    "format": _("as"),
    "found": _("customers"),
}
"""The names under which the log keeps more about an act; a test compares them with what is written."""

FREQUENCIES: dict[str, str] = {
    Frequency.MONTHLY: _("once a month"),
    Frequency.QUARTERLY: _("once a quarter"),
    Frequency.YEARLY: _("once a year"),
}
REQUESTS = {
    "access": _("to see everything"),
    "rectification": _("to correct something"),
    "objection": _("to stop"),
    "erasure": _("to be forgotten"),
}


DOCUMENTS = {
    "register": _("Register of processing (GDPR art. 30)"),
    "interests": _("Weighing of interests (GDPR art. 6(1)(f))"),
    "screening": _("Is an impact assessment needed? (GDPR art. 35)"),
    "how-we-choose": _("For customers: how we choose"),
}
EVIDENCE = {"said": _("in their own words"), "note": _("where the evidence is")}
"""What these pages keep beside a no or a yes; an import may keep more, under its own names."""


class Heard(StrEnum):
    """Where something was said, as it is written in the ledger."""

    PHONE = "phone"
    COUNTER = "counter"
    LETTER = "letter"
    EMAIL = "reply to an e-mail"
    FORM = "paper form"
    OTHER = "other"


HEARD: dict[str, str] = {
    Heard.PHONE: _("on the telephone"),
    Heard.COUNTER: _("at the counter"),
    Heard.LETTER: _("in a letter"),
    Heard.EMAIL: _("in a reply to an e-mail"),
    Heard.FORM: _("on a paper form"),
    Heard.OTHER: _("otherwise"),
}
