"""Addresses below /hq/."""

from django.urls import include, path

app_name = "mailing"
urlpatterns = [
    path("", include("hustings.mailing.urls_dispatch")),
    path("", include("hustings.mailing.urls_review")),
    path("", include("hustings.mailing.urls_preflight")),
    path("", include("hustings.mailing.urls_tracking")),
    path("", include("hustings.mailing.urls_abtests")),
    path("", include("hustings.mailing.urls_archive")),
    path("", include("hustings.mailing.urls_bounces")),
    path("", include("hustings.mailing.urls_delivery")),
    path("sequences/", include("hustings.mailing.urls_sequences")),
]
