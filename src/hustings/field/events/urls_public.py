"""Calendars, in a language."""

from django.urls import path

from hustings.field.events.views import calendars, co_hosts, hosts, personal

app_name = "agenda"
urlpatterns = [
    path("calendar.ics", calendars.calendar, name="calendar"),
    path("calendar/<int:pk>.ics", calendars.date, name="calendar_date"),
    path("calendar/of/<str:token>.ics", calendars.personal, name="calendar_personal"),
    path("groups/<int:pk>/host/events/new/", hosts.propose, name="propose"),
    path("groups/<int:pk>/host/events/<int:one>/", hosts.edit, name="host_edit"),
    path("groups/<int:pk>/host/events/<int:one>/withdrawal/", hosts.withdraw, name="host_withdraw"),
    path("groups/<int:pk>/host/events/<int:one>/shifts/", hosts.shifts, name="host_shifts"),
    path("groups/<int:pk>/host/events/<int:one>/repetition/", hosts.repeat, name="host_repeat"),
    path("groups/<int:pk>/host/events/<int:one>/cancellation/", hosts.cancel, name="host_cancel"),
    path("groups/<int:pk>/host/events/<int:one>/co-hosts/", co_hosts.co_hosts, name="co_hosts"),
    path("groups/<int:pk>/host/co-hosting/<int:one>/", co_hosts.reply, name="co_host_reply"),
    path("groups/<int:pk>/host/co-hosting/<int:one>/end/", co_hosts.ending, name="co_host_ending"),
    path("groups/co-hosting/<str:token>/", co_hosts.answer, name="co_host_answer"),
    path("my-calendar/", personal.mine, name="my_calendar"),
]
