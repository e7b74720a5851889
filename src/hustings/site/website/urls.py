"""Addresses in a language: the sign-up and the search beside Wagtail's pages."""

from django.urls import path

from hustings.site.website import views
from hustings.site.website.discovery import search

app_name = "website"
urlpatterns = [
    path("sign-ups/", views.sign_ups, name="sign_ups"),
    path("sign-ups/sent/", views.sent, name="sign_up_sent"),
    path("sign-ups/<str:token>/", views.sign_up, name="sign_up"),
    path("sign-ups/<str:token>/mails/", views.mails, name="sign_up_mails"),
    path("with/<str:token>/", views.invitation, name="invitation"),
    path("search/", search.search, name="search"),
    path("communes/", views.communes, name="communes"),
]
