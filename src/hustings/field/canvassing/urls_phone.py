"""Addresses below /phone/canvassing/."""

from django.urls import path

from hustings.field.canvassing import phone_views

app_name = "phone_canvassing"
urlpatterns = [
    path("", phone_views.walk, name="walk"),
    path("teams/", phone_views.teams, name="teams"),
]
