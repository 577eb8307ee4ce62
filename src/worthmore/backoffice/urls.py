"""Addresses of the back office."""

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, path, register_converter

from worthmore.backoffice.views.customers import customer, customers
from worthmore.backoffice.views.login import Login
from worthmore.backoffice.views.products import product, products
from worthmore.backoffice.views.source import choose_source
from worthmore.backoffice.views.suggest import suggest_customers, suggest_products
from worthmore.backoffice.views.today import today
from worthmore.backoffice.views.try_it import try_it


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
    path("logout/", LogoutView.as_view(), name="logout"),
    path("source/", choose_source, name="choose_source"),
    path("", today, name="today"),
    path("products/", products, name="products"),
    path("products/<shops_own:product_id>/", product, name="product"),
    path("customers/", customers, name="customers"),
    path("customers/<shops_own:customer_id>/", customer, name="customer"),
    path("try/", try_it, name="try_it"),
    path("suggest/products/", suggest_products, name="suggest_products"),
    path("suggest/customers/", suggest_customers, name="suggest_customers"),
]
