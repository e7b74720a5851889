"""Addresses in a language: for those who sign."""

from django.urls import path

from hustings.people.signups import link_urls
from hustings.site.petitions.views import public
from hustings.site.website.views import open_offers

app_name = "petitions"
urlpatterns = [
    path("petitions/", open_offers, {"name": "petitions"}, name="list"),
    path("petitions/<key:pk>/signatures/", public.signatures, name="signatures"),
    *link_urls.patterns("petitions", sent="petitions/sent/", rows="petitions/signatures/"),
]
