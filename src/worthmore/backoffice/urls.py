"""Addresses of the back office."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import URLPattern, URLResolver, path

from worthmore.backoffice.views.customers import customer, customers
from worthmore.backoffice.views.products import product, products
from worthmore.backoffice.views.source import choose_source
from worthmore.backoffice.views.today import today
from worthmore.backoffice.views.try_it import try_it

app_name = "backoffice"
urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", LoginView.as_view(template_name="backoffice/login.html"), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("source/", choose_source, name="choose_source"),
    path("", today, name="today"),
    path("products/", products, name="products"),
    path("products/<path:product_id>/", product, name="product"),
    path("customers/", customers, name="customers"),
    path("customers/<path:customer_id>/", customer, name="customer"),
    path("try/", try_it, name="try_it"),
]
