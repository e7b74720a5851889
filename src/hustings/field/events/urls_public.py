"""Calendars, in a language."""

from django.urls import path

from hustings.field.events import calendar_views

app_name = "agenda"
urlpatterns = [
    path("calendar.ics", calendar_views.calendar, name="calendar"),
    path("calendar/<int:pk>.ics", calendar_views.date, name="calendar_date"),
]
