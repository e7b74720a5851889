"""Addresses below /hq/ of the archive."""

from django.urls import path

from hustings.mailing.views import archiving

urlpatterns = [
    path("mailings/<int:pk>/archive/", archiving.archiving, name="archiving"),
    path("archive/", archiving.archive_settings, name="archive"),
]
