"""Addresses below /hq/territories/."""

from django.urls import path

from hustings.territories import views

app_name = "territories"
urlpatterns = [
    path("search/", views.zone_search, name="zone_search"),
]
