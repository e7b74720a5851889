"""Addresses below /hq/stations/."""

from django.urls import path

from hustings.field.stations.views import stations

app_name = "stations"
urlpatterns = [
    path("", stations.Stations.as_view(), name="stations"),
]
