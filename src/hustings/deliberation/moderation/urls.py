"""Addresses of moderators below /hq/consultations/."""

from django.urls import path

from hustings.deliberation.moderation.views import hq
from hustings.deliberation.moderation.views import hq_groupings as groupings

app_name = "moderation_hq"
urlpatterns = [
    path("<int:pk>/moderation/", hq.queue, name="queue"),
    path("<int:pk>/participants/", hq.Participants.as_view(), name="participants"),
    path("items/<int:pk>/", hq.item, name="item"),
    path("items/<int:pk>/ruling/", hq.ruling, name="ruling"),
    path("items/<int:pk>/exclusion/", hq.exclusion, name="exclusion"),
    path("<int:pk>/duplicates/", groupings.proposals, name="groupings"),
    path("<int:pk>/duplicates/groups/", groupings.groups, name="groups"),
    path("duplicates/<int:pk>/undoing/", groupings.ungrouping, name="ungrouping"),
]
