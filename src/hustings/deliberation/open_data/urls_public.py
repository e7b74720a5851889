"""Addresses in a language: the tables, and what they hold."""

from django.urls import path

from hustings.deliberation.open_data.views import public

app_name = "open_data"
urlpatterns = [
    path("consultations/data/<int:pk>/", public.data, name="data"),
    path("consultations/data/<int:pk>/<slug:name>.<slug:kind>", public.table, name="table"),
]
