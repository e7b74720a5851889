"""Addresses below /hq/ of the checks of a mailing."""

from django.urls import path

from hustings.mailing.views import checking

urlpatterns = [
    path("mailings/<int:pk>/checks/", checking.look_outside, name="look_outside"),
    path("mailings/<int:pk>/checks/outside/", checking.outside, name="outside"),
]
