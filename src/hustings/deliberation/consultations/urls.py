"""Addresses below /hq/consultations/."""

from django.urls import path

from hustings.deliberation.consultations.views import hq_groupings as groupings
from hustings.deliberation.consultations.views import hq_importing as importing
from hustings.deliberation.consultations.views import hq_moderation as moderation
from hustings.deliberation.consultations.views import hq_papers as papers
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
    path("steps/<int:pk>/import/", importing.items, name="import"),
    path("questions/<int:pk>/", running.question, name="question"),
    path("questions/<int:pk>/deeds/", running.question_deed, name="question_deed"),
    path("<int:pk>/papers/", papers.Papers.as_view(), name="papers"),
    path("<int:pk>/papers/new/", papers.new, name="paper_new"),
    path("papers/<int:pk>/scan/", papers.scan, name="scan"),
    path("<int:pk>/moderation/", moderation.moderation_queue, name="moderation"),
    path("<int:pk>/participants/", moderation.Participants.as_view(), name="participants"),
    path("items/<int:pk>/", moderation.item, name="item"),
    path("items/<int:pk>/ruling/", moderation.ruling, name="ruling"),
    path("items/<int:pk>/exclusion/", moderation.exclusion, name="exclusion"),
    path("<int:pk>/duplicates/", groupings.proposals, name="groupings"),
    path("<int:pk>/duplicates/groups/", groupings.groups, name="groups"),
    path("duplicates/<int:pk>/undoing/", groupings.ungrouping, name="ungrouping"),
]
