"""Addresses below /hq/consultations/: files that come in."""

from django.urls import path

from hustings.deliberation.open_data.views import hq

app_name = "open_data_hq"
urlpatterns = [path("steps/<int:pk>/import/", hq.items, name="import")]
