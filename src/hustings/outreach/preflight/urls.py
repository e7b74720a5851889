"""Addresses below /hq/ of the checks of a mailing."""

from django.urls import path

from hustings.outreach.preflight import views

app_name = "preflight"
urlpatterns = [
    path("mailings/<int:pk>/checks/", views.look_outside, name="look_outside"),
    path("mailings/<int:pk>/checks/outside/", views.outside, name="outside"),
]
