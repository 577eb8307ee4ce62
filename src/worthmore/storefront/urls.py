"""Addresses of the demo shop."""

from django.urls import URLPattern, URLResolver, path, re_path

from worthmore.storefront.views import account, browsing, buying, stepping, thinking, visitors, withdrawing

app_name = "storefront"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", browsing.home, name="home"),
    path("category/<path:slug>/", browsing.category, name="category"),
    path("product/<path:product_id>/", browsing.product, name="product"),
    path("picture/<path:product_id>/", browsing.picture, name="picture"),
    path("compare/", browsing.compare, name="compare"),
    path("cart/", buying.cart, name="cart"),
    path("cart/add/", buying.add, name="add"),
    path("cart/change/", buying.change, name="change"),
    path("steps/<path:product_id>/answer/", stepping.answer, name="answer"),
    path("steps/<path:product_id>/", stepping.step, name="steps"),
    path("artwork/<slug:name>/", stepping.artwork, name="artwork"),
    path("checkout/", buying.checkout, name="checkout"),
    path("thanks/", buying.thanks, name="thanks"),
    path("account/", account.account, name="account"),
    path("account/order/", account.order, name="order_contract"),
    path("thought/", thinking.thought, name="thought"),
    path("withdraw/", withdrawing.withdraw, name="withdraw"),
    path("withdraw/acknowledged/", withdrawing.acknowledged, name="acknowledged"),
    path("withdraw/acknowledgement.txt/", withdrawing.acknowledgement, name="acknowledgement"),
    path("visitor/", visitors.become, name="become"),
    path("personal/", visitors.personal, name="personal"),
    path("choices/", visitors.choices, name="choices"),
    re_path(r"^.+/$", browsing.nowhere, name="nowhere"),
]
