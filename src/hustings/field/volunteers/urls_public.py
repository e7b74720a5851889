"""Addresses in a language: for people who offer help, and their own pages."""

from django.urls import path

from hustings.field.volunteers.views import asks, own, public
from hustings.people.signups import link_urls

app_name = "volunteering"
urlpatterns = [
    path("volunteer/", public.volunteer, name="volunteer"),
    path("volunteer/tasks/<key:pk>/", public.task, name="task"),
    path("volunteer/tasks/<key:pk>/place/", own.take, name="take"),
    path("volunteer/places/<key:pk>/return/", own.hand_back, name="hand_back"),
    path("volunteer/places/<key:pk>/done/", own.done, name="done"),
    path("volunteer/asks/<str:token>/", asks.ask, name="ask"),
    path("volunteer/me/", own.me, name="me"),
    path("volunteer/me/profile/", own.profile, name="profile"),
    path("volunteer/me/days-off/", own.days_off, name="days_off"),
    path("volunteer/me/days-off/<key:pk>/removal/", own.day_off_removal, name="day_off_removal"),
    path("volunteer/me/pause/", own.pause, name="pause"),
    path("volunteer/me/leaving/", own.leave, name="leave"),
    path("volunteer/me/tasks/", own.tasks, name="tasks"),
    *link_urls.patterns("volunteering", sent="volunteer/sent/", rows="volunteer/offers/"),
]
