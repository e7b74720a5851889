"""Addresses in a language: to join a group."""

from django.urls import path

from hustings.field.groups.submissions import joinings
from hustings.field.groups.views import joinings as views
from hustings.people.signups import link_urls

app_name = joinings.NAME
urlpatterns = [
    path("groups/<key:pk>/joinings/", views.joining, name="form"),
    *link_urls.patterns(joinings.NAME, sent="groups/joinings/sent/", rows="groups/joinings/"),
]
