"""Addresses below /hq/calls/."""

from django.urls import path

from hustings.networks.initiatives.views import applications, calls, rounds

app_name = "initiatives_hq"
urlpatterns = [
    path("", calls.Calls.as_view(), name="calls"),
    path("new/", calls.new, name="new"),
    path("<key:pk>/", calls.call, name="call"),
    path("<key:pk>/edit/", calls.edit, name="edit"),
    path("<key:pk>/showing/", calls.showing, name="showing"),
    path("<key:pk>/rounds/", calls.rounds, name="rounds"),
    path("rounds/<key:pk>/", rounds.round_, name="round"),
    path("rounds/<key:pk>/criteria/", rounds.criterion, name="criterion_new"),
    path("rounds/<key:pk>/criteria/<key:key>/", rounds.criterion, name="criterion"),
    path("rounds/<key:pk>/reasons/", rounds.reason, name="reason_new"),
    path("rounds/<key:pk>/reasons/<key:key>/", rounds.reason, name="reason"),
    path("rounds/<key:pk>/<slug:kind>/<key:key>/removal/", rounds.removal, name="removal"),
    path("rounds/<key:pk>/letters/", rounds.letters, name="letters"),
    path("rounds/<key:pk>/applications/", rounds.Applications.as_view(), name="applications"),
    path("rounds/<key:pk>/applications.csv", rounds.export, name="export"),
    path("applications/<key:pk>/", applications.application, name="application"),
    path("applications/<key:pk>/screening/", applications.screening, name="screening"),
    path("applications/<key:pk>/files/<key:key>/", applications.file, name="file"),
]
