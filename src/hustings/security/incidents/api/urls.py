"""Addresses below /api/shield/v1/."""

from django.urls import path

from hustings.security.incidents.api import views

app_name = "incidents_api"
urlpatterns = [
    path("setup", views.setup, name="setup"),
    path("store", views.relations, name="store"),
    path("sightings", views.sightings, name="sightings"),
    path("orders", views.orders_waiting, name="orders"),
    path("due", views.due, name="due"),
    path("answers", views.answers, name="answers"),
]
