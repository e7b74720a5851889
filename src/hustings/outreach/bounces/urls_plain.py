"""The address of no language to which providers of mail report."""

from django.urls import path

from hustings.outreach.bounces.views import webhooks

urlpatterns = [
    path("m/p/<slug:kind>/", webhooks.provider, name="provider_webhook"),
]
