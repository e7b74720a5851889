"""Addresses in a language of moderation: an author's appeal, the log for everybody."""

from django.urls import path

from hustings.deliberation.consultations.views import public_moderation

app_name = "consultation_moderation"
urlpatterns = [
    path("consultations/appeals/<str:token>/", public_moderation.appeal, name="appeal"),
    path("consultations/log/<int:pk>/", public_moderation.log, name="log"),
]
