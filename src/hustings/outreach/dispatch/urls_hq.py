"""Addresses below /hq/."""

from django.urls import include, path

app_name = "mailing"
urlpatterns = [
    path("", include("hustings.outreach.dispatch.urls")),
    path("", include("hustings.outreach.review.urls")),
    path("", include("hustings.outreach.preflight.urls")),
    path("", include("hustings.outreach.tracking.urls")),
    path("", include("hustings.outreach.abtests.urls")),
    path("", include("hustings.outreach.archive.urls")),
    path("", include("hustings.outreach.bounces.urls")),
    path("", include("hustings.outreach.delivery.urls")),
    path("sequences/", include("hustings.outreach.automations.urls")),
]
