"""Addresses below /hq/agenda/."""

from django.urls import path

from hustings.field.events.file_target import TARGET
from hustings.field.events.views import changes, co_hosts, deeds, events, kinds, series, shifts
from hustings.field.groups.kinds import lists
from hustings.foundation.file_imports.views import FilePages

app_name = "events"
urlpatterns = [
    path("", events.Events.as_view(), name="events"),
    path("new/", events.new, name="new"),
    path("<key:pk>/", events.event, name="event"),
    path("<key:pk>/edit/", events.edit, name="edit"),
    path("<key:pk>/shifts/", shifts.edit, name="shifts"),
    path("week/", deeds.week, name="week"),
    path("<key:pk>/duplicate/", deeds.duplicate, name="duplicate"),
    path("<key:pk>/repetition/", series.repeat, name="repeat"),
    path("<key:pk>/leaving-out/", series.leaving_out, name="leaving_out"),
    path("<key:pk>/showing/", events.showing, name="showing"),
    path("<key:pk>/cancellation/", events.cancellation, name="cancellation"),
    path("<key:pk>/reinstatement/", events.reinstatement, name="reinstatement"),
    path("<key:pk>/co-hosts/", co_hosts.setting, name="co_hosts"),
    path("<key:pk>/co-hosts/<key:one>/removal/", co_hosts.removal, name="co_host_removal"),
    path("changes/<key:pk>/", changes.change, name="change"),
    *lists.patterns(kinds.Kinds),
    *FilePages(TARGET).urls(),
]
