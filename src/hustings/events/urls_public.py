"""Calendars, in a language."""

from django.urls import path

from hustings.website import views_agenda

app_name = "agenda"
urlpatterns = [
    path("calendar.ics", views_agenda.calendar, name="calendar"),
    path("calendar/<int:pk>.ics", views_agenda.date, name="calendar_date"),
]
