"""Addresses: the demo shop at /shop/, the back office at /office/, the till at /till/.

What customers see and decide is at /my/ and beside it. The API (/v1/) is an application of its own.
"""

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(url="/office/"), name="start"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("office/", include("worthmore.backoffice.urls")),
    path("shop/", include("worthmore.storefront.urls")),
    path("till/", include("worthmore.till.urls")),
    path("", include("worthmore.customer_pages.urls")),
]

handler400 = "worthmore.site.errors.bad_request"
handler403 = "worthmore.site.errors.forbidden"
handler404 = "worthmore.site.errors.not_found"
handler500 = "worthmore.site.errors.server_error"
