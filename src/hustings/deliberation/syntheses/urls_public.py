"""Addresses in a language: for those who took part, and everybody else."""

from django.urls import path

from hustings.deliberation.syntheses.views import public

app_name = "syntheses"
urlpatterns = [
    path("consultations/answers/<int:pk>/", public.answers, name="answers"),
    path("consultations/follow-up/<int:pk>/", public.follow_up, name="follow_up"),
]
