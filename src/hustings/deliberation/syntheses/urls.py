"""Addresses below /hq/syntheses/."""

from django.urls import path

from hustings.deliberation.syntheses.views import hq, hq_answers, hq_tellings

app_name = "syntheses_hq"
urlpatterns = [
    path("", hq.Consultations.as_view(), name="list"),
    path("<int:pk>/", hq.consultation, name="consultation"),
    path("<int:pk>/items/", hq_answers.Items.as_view(), name="items"),
    path("<int:pk>/milestones/new/", hq_answers.milestone_new, name="milestone_new"),
    path("<int:pk>/mails/", hq_tellings.mails, name="mails"),
    path("milestones/<int:pk>/", hq_answers.milestone, name="milestone"),
    path("items/<int:pk>/answer/", hq_answers.answer, name="answer"),
]
