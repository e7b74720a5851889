"""Addresses below /hq/stations/outlines/."""

from django.urls import path

from hustings.field.stations.outlines.kind import KIND
from hustings.field.stations.views import outlines
from hustings.foundation.file_imports.uploads.views import UploadPages

app_name = "station_outlines"
urlpatterns = [
    path("", outlines.Outlines.as_view(), name="outlines"),
    *UploadPages(KIND).urls(),
]
