"""Addresses below /hq/background/."""

from django.urls import path

from hustings.foundation.operations import views

app_name = "operations"
urlpatterns = [
    path("", views.background, name="background"),
    path("<uuid:task_id>/attempt/", views.attempt, name="attempt"),
]
