"""Addresses below /phone/pick-up/."""

from django.urls import path

from hustings.networks.hives.phones import phone_views

app_name = "phone_pickup"
urlpatterns = [path("", phone_views.pickup, name="list")]
