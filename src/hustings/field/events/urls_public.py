"""Calendars, in a language."""

from django.urls import path

from hustings.field.events import calendar_views
from hustings.field.events.views import hosts, personal

app_name = "agenda"
urlpatterns = [
    path("calendar.ics", calendar_views.calendar, name="calendar"),
    path("calendar/<int:pk>.ics", calendar_views.date, name="calendar_date"),
    path("calendar/of/<str:token>.ics", calendar_views.personal, name="calendar_personal"),
    path("groups/<int:pk>/host/events/new/", hosts.propose, name="propose"),
    path("groups/<int:pk>/host/events/<int:one>/", hosts.edit, name="host_edit"),
    path("groups/<int:pk>/host/events/<int:one>/cancellation/", hosts.cancel, name="host_cancel"),
    path("my-calendar/", personal.mine, name="my_calendar"),
]
