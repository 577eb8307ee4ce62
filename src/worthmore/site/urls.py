"""Addresses: the demo shop at /shop/, the back office at /office/. The API (/v1/) is an application of its own."""

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(url="/office/"), name="start"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("office/", include("worthmore.backoffice.urls")),
    path("shop/", include("worthmore.storefront.urls")),
]
