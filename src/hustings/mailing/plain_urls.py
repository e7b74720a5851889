"""Addresses of no language."""

from django.urls import include, path

urlpatterns = [
    path("", include("hustings.mailing.plain_urls_unsubscriptions")),
    path("", include("hustings.mailing.plain_urls_tracking")),
    path("", include("hustings.mailing.plain_urls_bounces")),
]
