"""Calendars, in a language."""

from django.urls import path

from hustings.field.events.views import calendars, co_hosts, hosts, personal

app_name = "agenda"
urlpatterns = [
    path("calendar.ics", calendars.calendar, name="calendar"),
    path("calendar/<key:pk>.ics", calendars.date, name="calendar_date"),
    path("calendar/of/<str:token>.ics", calendars.personal, name="calendar_personal"),
    path("groups/<key:pk>/host/events/new/", hosts.propose, name="propose"),
    path("groups/<key:pk>/host/events/<key:one>/", hosts.edit, name="host_edit"),
    path("groups/<key:pk>/host/events/<key:one>/withdrawal/", hosts.withdraw, name="host_withdraw"),
    path("groups/<key:pk>/host/events/<key:one>/shifts/", hosts.shifts, name="host_shifts"),
    path("groups/<key:pk>/host/events/<key:one>/repetition/", hosts.repeat, name="host_repeat"),
    path("groups/<key:pk>/host/events/<key:one>/cancellation/", hosts.cancel, name="host_cancel"),
    path("groups/<key:pk>/host/events/<key:one>/co-hosts/", co_hosts.co_hosts, name="co_hosts"),
    path("groups/<key:pk>/host/co-hosting/<key:one>/", co_hosts.reply, name="co_host_reply"),
    path("groups/<key:pk>/host/co-hosting/<key:one>/end/", co_hosts.ending, name="co_host_ending"),
    path("groups/co-hosting/<str:token>/", co_hosts.answer, name="co_host_answer"),
    path("my-calendar/", personal.mine, name="my_calendar"),
]
