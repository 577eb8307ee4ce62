"""The till's two addresses."""

from __future__ import annotations

from django.urls import path

from worthmore.till import views

app_name = "till"
urlpatterns = [
    path("", views.till, name="till"),
    path("worker.js", views.worker, name="worker"),
]
