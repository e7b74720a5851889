"""Addresses in a language: for hosts, before and after an event of their group."""

from django.urls import path

from hustings.field.registrations.reports import coming, host_views

app_name = "host_reports"
_EVENT = "groups/<key:pk>/host/events/<key:event>/"
urlpatterns = [
    path(f"{_EVENT}participants/", coming.names, name="coming"),
    path(f"{_EVENT}report/", host_views.report, name="report"),
    path(f"{_EVENT}pictures/", host_views.picture, name="picture"),
    path(f"{_EVENT}attendance/", host_views.roll, name="roll"),
    path(f"{_EVENT}thanks/", host_views.thanking, name="thanks"),
]
