"""Addresses of the back office. Who may open each stands in `access`."""

from django.urls import URLPattern, URLResolver, path, register_converter

from worthmore.backoffice.views.account import account, recovery_codes, two_factor, two_factor_off
from worthmore.backoffice.views.audit import audit, audit_csv
from worthmore.backoffice.views.customers import customer, customers
from worthmore.backoffice.views.hand_rules import hand_rule, hand_rules
from worthmore.backoffice.views.journey import journey
from worthmore.backoffice.views.levers import levers
from worthmore.backoffice.views.login import Login, Logout, code
from worthmore.backoffice.views.people import people, person
from worthmore.backoffice.views.permission import permission
from worthmore.backoffice.views.privacy import privacy, privacy_document
from worthmore.backoffice.views.products import product, products
from worthmore.backoffice.views.record import record_no, record_yes
from worthmore.backoffice.views.repair import repair
from worthmore.backoffice.views.rights import customer_link, download, erase
from worthmore.backoffice.views.rules import rules
from worthmore.backoffice.views.settings import settings
from worthmore.backoffice.views.simulator import simulator
from worthmore.backoffice.views.source import choose_source
from worthmore.backoffice.views.stop import resume, stop
from worthmore.backoffice.views.suggest import suggest_customers, suggest_products
from worthmore.backoffice.views.texts import text, texts
from worthmore.backoffice.views.today import today
from worthmore.backoffice.views.try_it import try_it
from worthmore.backoffice.views.welcome import Welcome


class ShopsOwnId:
    """A number or name as a shop may have it: slashes and line ends too."""

    regex = r"[\s\S]+"

    def to_python(self, value: str) -> str:
        """The id as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Django escapes it."""
        return value


register_converter(ShopsOwnId, "shops_own")

app_name = "backoffice"
urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", Login.as_view(), name="login"),
    path("login/code/", code, name="code"),
    path("welcome/<uidb64>/<token>/", Welcome.as_view(), name="welcome"),
    path("logout/", Logout.as_view(), name="logout"),
    path("account/", account, name="account"),
    path("account/two-factor/", two_factor, name="two_factor"),
    path("account/two-factor/off/", two_factor_off, name="two_factor_off"),
    path("account/recovery-codes/", recovery_codes, name="recovery_codes"),
    path("source/", choose_source, name="choose_source"),
    path("", today, name="today"),
    path("repair/", repair, name="repair"),
    path("journey/", journey, name="journey"),
    path("products/", products, name="products"),
    path("products/<shops_own:product_id>/", product, name="product"),
    path("customers/", customers, name="customers"),
    path("customers/<shops_own:customer_id>/", customer, name="customer"),
    path("permission/<str:key>/", permission, name="permission"),
    path("permission/<str:key>/no/", record_no, name="record_no"),
    path("permission/<str:key>/yes/", record_yes, name="record_yes"),
    path("permission/<str:key>/link/", customer_link, name="customer_link"),
    path("permission/<str:key>/download/", download, name="download"),
    path("permission/<str:key>/erase/", erase, name="erase"),
    path("try/", try_it, name="try_it"),
    path("suggest/products/", suggest_products, name="suggest_products"),
    path("suggest/customers/", suggest_customers, name="suggest_customers"),
    path("rules/", rules, name="rules"),
    path("rules/what-if/", simulator, name="simulator"),
    path("rules/privacy/", privacy, name="privacy"),
    path("rules/privacy/<slug:document>/", privacy_document, name="privacy_document"),
    path("rules/offers/", hand_rules, name="hand_rules"),
    path("rules/offers/new/", hand_rule, name="hand_rule_new"),
    path("rules/offers/<int:rule_id>/", hand_rule, name="hand_rule"),
    path("rules/levers/", levers, name="levers"),
    path("rules/words/", texts, name="texts"),
    path("rules/words/<slug:kind>/<slug:frame>/<slug:language>/", text, name="text"),
    path("stop/", stop, name="stop"),
    path("stop/resume/", resume, name="resume"),
    path("settings/", settings, name="settings"),
    path("people/", people, name="people"),
    path("people/<int:user_id>/", person, name="person"),
    path("audit/", audit, name="audit"),
    path("audit/audit.csv", audit_csv, name="audit_csv"),
]
