"""Addresses in a language: the sign-up and the search beside Wagtail's pages."""

from django.urls import path

from hustings.site.website import views
from hustings.site.website.discovery import search

app_name = "website"
urlpatterns = [
    path("sign-ups/", views.sign_ups, name="sign_ups"),
    path("with/<str:token>/", views.invitation, name="invitation"),
    path("search/", search.search, name="search"),
    path("communes/", views.communes, name="communes"),
]
