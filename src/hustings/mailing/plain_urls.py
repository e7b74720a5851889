"""Addresses of no language."""

from django.urls import path

from hustings.mailing.views import public

urlpatterns = [path("u/<str:token>/", public.unsubscription, name="unsubscription")]
