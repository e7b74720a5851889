"""Addresses below /hq/search/."""

from django.urls import path

from hustings.foundation.hq import views

app_name = "hq_search"
urlpatterns = [
    path("", views.search, name="search"),
    path("results/", views.search_results, name="results"),
]
