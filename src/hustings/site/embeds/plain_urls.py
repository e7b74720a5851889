"""Addresses of no language."""

from django.urls import path

from hustings.site.embeds.views import public

urlpatterns = [
    path("embeds/<int:version>.js", public.script, name="embed_script"),
    path("embeds/<slug:scheme>/<slug:digest>.css", public.look, name="embed_look"),
]
