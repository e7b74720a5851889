"""Addresses in a language: to join a buying group by e-mail."""

from django.urls import path

from hustings.networks.hives import joining
from hustings.networks.hives.views import joinings
from hustings.people.signups import link_urls

app_name = joining.NAME
urlpatterns = [
    path("buying-groups/<slug:slug>/joinings/", joinings.joining, name="form"),
    *link_urls.patterns(joining.NAME, sent="buying-groups/joinings/sent/", rows="buying-groups/joinings/"),
]
