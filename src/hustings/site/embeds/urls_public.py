"""Addresses of frames, in a language."""

from django.urls import path

from hustings.site.embeds.views import public

app_name = "embeds_public"
urlpatterns = [
    path("embeds/<slug:kind>/<slug:key>/", public.embed, name="embed"),
    path("embeds/<slug:kind>/<slug:key>/sent/", public.sent, name="sent"),
]
