"""Addresses in a language: for those who write or call."""

from django.urls import path

from hustings.people.signups import link_urls
from hustings.site.representatives.views import public
from hustings.site.website.views import open_offers

app_name = "appeals"
urlpatterns = [
    path("representatives/", open_offers, {"name": "letters"}, name="list"),
    path("appeals/<key:pk>/voices/", public.voices, name="voices"),
    *link_urls.patterns("appeals", sent="appeals/sent/", rows="appeals/voices/"),
]
