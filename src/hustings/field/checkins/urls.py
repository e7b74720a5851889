"""Addresses below /hq/agenda/check-in/."""

from django.urls import path

from hustings.field.checkins.views import doors, lists

app_name = "checkins"
urlpatterns = [
    path("keys/", doors.keys, name="keys"),
    path("<int:pk>/", doors.doors, name="doors"),
    path("<int:pk>/live/", doors.live, name="live"),
    path("<int:pk>/doors/", doors.hand_out, name="hand_out"),
    path("<int:pk>/doors/<uuid:handset>/revocation/", doors.revocation, name="revocation"),
    path("<int:pk>/closing/", doors.closing, name="closing"),
    path("<int:pk>/reopening/", doors.reopening, name="reopening"),
    path("<int:pk>/rules/", doors.rules, name="rules"),
    path("<int:pk>/findings/<int:finding>/clearing/", doors.clearing, name="clearing"),
    path("<int:pk>/people/", lists.People.as_view(), name="people"),
    path("<int:pk>/printed/", lists.printed, name="printed"),
]
