"""Addresses in a language of moderation: reports, rules, the public bin and log, an author's appeal."""

from django.urls import path

from hustings.deliberation.moderation.views import appeals, reports, rules

app_name = "moderation"
urlpatterns = [
    path("consultations/items/<int:pk>/reports/", reports.reports, name="reports"),
    path("consultations/rules/<int:pk>/", rules.rules, name="rules"),
    path("consultations/bin/<int:pk>/", rules.public_bin, name="bin"),
    path("consultations/log/<int:pk>/", rules.log, name="log"),
    path("consultations/appeals/<str:token>/", appeals.appeal, name="appeal"),
]
