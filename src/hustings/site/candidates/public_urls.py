"""Addresses in a language."""

from django.urls import path

from hustings.site.candidates import public_views

app_name = "candidates_public"
urlpatterns = [
    path("find-my-candidate/", public_views.find, name="find"),
    path("find-my-candidate/map.json", public_views.shapes, name="shapes"),
    path("find-my-candidate/outlines.json", public_views.outlines, name="outlines"),
]
