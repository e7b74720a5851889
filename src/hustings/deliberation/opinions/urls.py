"""Addresses below /hq/consultations/statements/."""

from django.urls import path

from hustings.deliberation.opinions.views import hq

app_name = "opinions_hq"
urlpatterns = [
    path("<int:pk>/", hq.statements, name="statements"),
]
