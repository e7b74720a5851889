"""Addresses in a language: for those who write or call."""

from django.urls import path

from hustings.people.signups import link_urls
from hustings.site.representatives.views import public

app_name = "appeals"
urlpatterns = [
    path("appeals/<int:pk>/voices/", public.voices, name="voices"),
    *link_urls.patterns("appeals", sent="appeals/sent/", rows="appeals/voices/"),
]
