"""Addresses below /hq/ of the archive."""

from django.urls import path

from hustings.outreach.archive.views import hq

app_name = "archive"
urlpatterns = [
    path("mailings/<int:pk>/archive/", hq.archiving, name="archiving"),
    path("archive/", hq.archive_settings, name="archive"),
]
