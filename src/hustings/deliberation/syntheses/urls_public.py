"""Addresses in a language: for those who took part, and everybody else."""

from django.urls import path

from hustings.deliberation.syntheses.views import (
    public,
    public_comments,
    public_local,
    public_mine,
    public_pictures,
)

app_name = "syntheses"
urlpatterns = [
    path("consultations/answers/<int:pk>/", public.answers, name="answers"),
    path("consultations/follow-up/<int:pk>/", public.follow_up, name="follow_up"),
    path("consultations/items/<int:pk>/comments/", public_comments.comments, name="comments"),
    path("consultations/local/<int:pk>/", public_local.local, name="local"),
    path("consultations/local/<int:pk>/points/", public_local.points, name="local_points"),
    path("consultations/items/<int:pk>/picture/", public_pictures.picture, name="picture"),
    path("consultations/local/<int:pk>/report/", public_local.report, name="local_report"),
    path("consultations/mine/<int:pk>/", public_mine.mine, name="mine"),
    path("consultations/told/<str:token>/", public_mine.told, name="told"),
]
