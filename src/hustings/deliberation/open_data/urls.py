"""Addresses below /hq/consultations/: files that come in."""

from django.urls import path

from hustings.deliberation.open_data.views import hq

app_name = "open_data_hq"
urlpatterns = [
    path("steps/<int:pk>/import/", hq.items, name="import"),
    path("imports/<int:pk>/", hq.file, name="file"),
    path("imports/<int:pk>/progress/", hq.progress, name="progress"),
    path("imports/<int:pk>/undoing/", hq.undoing, name="undoing"),
]
