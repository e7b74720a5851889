"""Addresses in a language: to write to the hosts of a group."""

from django.urls import path

from hustings.field.groups.submissions import enquiries
from hustings.field.groups.views import contact
from hustings.people.signups import link_urls

app_name = enquiries.NAME
urlpatterns = [
    path("groups/<key:pk>/message/", contact.message, name="form"),
    *link_urls.patterns(enquiries.NAME, sent="groups/messages/sent/", rows="groups/messages/"),
]
