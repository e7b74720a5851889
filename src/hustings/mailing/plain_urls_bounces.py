"""The address of no language to which providers of mail report."""

from django.urls import path

from hustings.mailing.views import hooks

urlpatterns = [
    path("m/p/<slug:kind>/", hooks.provider, name="provider_webhook"),
]
