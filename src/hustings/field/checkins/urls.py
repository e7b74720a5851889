"""Addresses below /hq/agenda/check-in/."""

from django.urls import path

from hustings.field.checkins.views import doors, lists

app_name = "checkins"
urlpatterns = [
    path("keys/", doors.keys, name="keys"),
    path("<key:pk>/", doors.doors, name="doors"),
    path("<key:pk>/live/", doors.live, name="live"),
    path("<key:pk>/doors/", doors.hand_out, name="hand_out"),
    path("<key:pk>/doors/<uuid:handset>/revocation/", doors.revocation, name="revocation"),
    path("<key:pk>/closing/", doors.closing, name="closing"),
    path("<key:pk>/reopening/", doors.reopening, name="reopening"),
    path("<key:pk>/rules/", doors.rules, name="rules"),
    path("<key:pk>/findings/<key:finding>/clearing/", doors.clearing, name="clearing"),
    path("<key:pk>/people/", lists.People.as_view(), name="people"),
    path("<key:pk>/printed/", lists.printed, name="printed"),
]
