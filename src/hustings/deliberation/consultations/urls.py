"""Addresses below /hq/consultations/."""

from django.urls import path

from hustings.deliberation.consultations.views import hq_running as running

app_name = "consultations_hq"
urlpatterns = [
    path("", running.Consultations.as_view(), name="list"),
    path("new/", running.new, name="new"),
    path("<int:pk>/", running.record, name="record"),
    path("<int:pk>/edit/", running.edit, name="edit"),
    path("<int:pk>/showing/", running.showing, name="showing"),
    path("<int:pk>/steps/new/", running.phase_new, name="phase_new"),
    path("steps/<int:pk>/", running.phase, name="phase"),
    path("steps/<int:pk>/deeds/", running.phase_deed, name="phase_deed"),
    path("questions/<int:pk>/", running.question, name="question"),
    path("questions/<int:pk>/deeds/", running.question_deed, name="question_deed"),
]
