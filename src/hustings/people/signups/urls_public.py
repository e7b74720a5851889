"""Addresses in a language: the pages behind the link of a sign-up, and how a browser forgets its reader."""

from django.urls import path

from hustings.people.signups import link_urls
from hustings.people.signups.views import not_you

app_name = "sign_ups"
urlpatterns = [
    *link_urls.patterns("sign_ups", sent="sign-ups/sent/", rows="sign-ups/"),
    path("not-you/", not_you.not_you, name="not_you_here"),
]
