"""Addresses of registrations in HQ, below /hq/agenda/registrations/."""

from django.urls import path

from hustings.field.registrations.views import hq

app_name = "registrations_hq"
urlpatterns = [
    path("<key:pk>/", hq.listed, name="list"),
    path("<key:pk>/export/", hq.export, name="export"),
    path("<key:pk>/seats/<key:seat>/", hq.deeds, name="deeds"),
]
