"""Addresses of the customer's pages. A token is any text without a slash, so that a damaged link gets our own page."""

from django.urls import URLPattern, URLResolver, path, re_path

from worthmore.customer_pages.views import changes, data
from worthmore.customer_pages.views.choices import choices
from worthmore.customer_pages.views.confirm import confirm
from worthmore.customer_pages.views.correct import correct
from worthmore.customer_pages.views.erase import erase
from worthmore.customer_pages.views.how_we_choose import how_we_choose
from worthmore.customer_pages.views.offers import offers
from worthmore.customer_pages.views.unsubscribe import unsubscribe

app_name = "customer_pages"
urlpatterns: list[URLPattern | URLResolver] = [
    path("my/<str:token>/", choices, name="choices"),
    path("my/<str:token>/suggestions/", changes.suggestions, name="suggestions"),
    path("my/<str:token>/channels/", changes.channel, name="channels"),
    path("my/<str:token>/topics/", changes.topic, name="topics"),
    path("my/<str:token>/pause/", changes.pause, name="pause"),
    path("my/<str:token>/occasions/", changes.occasion, name="occasions"),
    path("my/<str:token>/needs/", changes.need, name="needs"),
    path("my/<str:token>/offers/", offers, name="offers"),
    path("my/<str:token>/offers/no/", changes.offer, name="no_to_offer"),
    path("my/<str:token>/everything/", data.everything, name="everything"),
    path("my/<str:token>/everything.html", data.everything_page, name="everything_page"),
    path("my/<str:token>/everything.json", data.everything_json, name="everything_json"),
    path("my/<str:token>/correct/", correct, name="correct"),
    path("my/<str:token>/erase/", erase, name="erase"),
    # Without a slash at the end, and also with one: a redirect would end a mail program's POST.
    re_path(r"^u/(?P<token>[^/]+)/?$", unsubscribe, name="unsubscribe"),
    path("confirm/<str:token>/", confirm, name="confirm"),
    path("how-we-choose/", how_we_choose, name="how_we_choose"),
]
