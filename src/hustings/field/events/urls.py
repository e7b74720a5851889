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
    path("<int:pk>/", events.event, name="event"),
    path("<int:pk>/edit/", events.edit, name="edit"),
    path("<int:pk>/shifts/", shifts.edit, name="shifts"),
    path("week/", deeds.week, name="week"),
    path("<int:pk>/duplicate/", deeds.duplicate, name="duplicate"),
    path("<int:pk>/repetition/", series.repeat, name="repeat"),
    path("<int:pk>/leaving-out/", series.leaving_out, name="leaving_out"),
    path("<int:pk>/showing/", events.showing, name="showing"),
    path("<int:pk>/cancellation/", events.cancellation, name="cancellation"),
    path("<int:pk>/reinstatement/", events.reinstatement, name="reinstatement"),
    path("<int:pk>/co-hosts/", co_hosts.setting, name="co_hosts"),
    path("<int:pk>/co-hosts/<int:one>/removal/", co_hosts.removal, name="co_host_removal"),
    path("changes/<int:pk>/", changes.change, name="change"),
    *lists.patterns(kinds.Kinds),
    *FilePages(TARGET).urls(),
]
