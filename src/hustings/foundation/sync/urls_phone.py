"""Addresses below /phone/, in the language that the phone asks for."""

from django.urls import path

from hustings.foundation.sync import api, phone_views

app_name = "phone"
urlpatterns = [
    path("", phone_views.start, name="start"),
    path("sync/", api.sync, name="sync"),
    path("worker.js", phone_views.worker, name="worker"),
    path("manifest.webmanifest", phone_views.manifest, name="manifest"),
]
