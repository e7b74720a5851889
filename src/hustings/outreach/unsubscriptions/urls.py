"""Addresses of no language in the foot of letters."""

from django.urls import path

from hustings.outreach.unsubscriptions.views import unsubscription, why

urlpatterns = [
    path("u/<str:token>/", unsubscription.unsubscription, name="unsubscription"),
    path("u/<str:token>/why/", why.why, name="why_this_letter"),
]
