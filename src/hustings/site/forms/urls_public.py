"""Addresses of forms on the site, in a language."""

from django.urls import path

from hustings.site.forms.views import public
from hustings.site.website.views import open_offers

app_name = "forms_public"
urlpatterns = [
    path("forms/", open_offers, {"name": "forms"}, name="list"),
    path("forms/<slug:slug>/", public.form, name="form"),
    path("forms/<slug:slug>/thanks/", public.thanks, name="thanks"),
]
