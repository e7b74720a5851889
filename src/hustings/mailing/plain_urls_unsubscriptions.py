"""Addresses of no language in the foot of letters."""

from django.urls import path

from hustings.mailing.views import public, why

urlpatterns = [
    path("u/<str:token>/", public.unsubscription, name="unsubscription"),
    path("u/<str:token>/why/", why.why, name="why_this_letter"),
]
