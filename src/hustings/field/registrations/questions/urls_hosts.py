"""Addresses in a language: questions of an event, for the hosts of its group."""

from django.urls import path

from hustings.field.registrations.questions import host_views

app_name = "host_questions"
_EVENT = "groups/<key:pk>/host/events/<key:event>/questions/"
urlpatterns = [
    path(_EVENT, host_views.listed, name="list"),
    path(f"{_EVENT}new/", host_views.new, name="new"),
    path(f"{_EVENT}<key:one>/", host_views.question, name="question"),
    path(f"{_EVENT}<key:one>/removal/", host_views.removal, name="removal"),
]
