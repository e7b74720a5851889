"""Addresses below /phone/check-in/."""

from django.urls import path

from hustings.field.checkins import phone_views

app_name = "phone_checkins"
urlpatterns = [path("", phone_views.door, name="door")]
