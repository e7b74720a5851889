"""Addresses in a language: to found a group."""

from django.urls import path

from hustings.field.groups.submissions import foundings
from hustings.field.groups.views import joinings as views
from hustings.people.signups import link_urls

app_name = foundings.NAME
urlpatterns = [
    path("groups/found/", views.founding, name="form"),
    *link_urls.patterns(foundings.NAME, sent="groups/foundings/sent/", rows="groups/foundings/"),
]
