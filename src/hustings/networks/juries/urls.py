"""Addresses below /hq/calls/juries/."""

from django.urls import path

from hustings.networks.juries.views import deciding, jury, records, runs

app_name = "juries_hq"
urlpatterns = [
    path("rounds/<key:pk>/jury/", jury.Jury.as_view(), name="jury"),
    path("rounds/<key:pk>/jury/assignment/", jury.assignment, name="assignment"),
    path("rounds/<key:pk>/jury/nudges/", jury.nudges, name="nudges"),
    path("rounds/<key:pk>/jury/<key:key>/removal/", jury.removal, name="removal"),
    path("rounds/<key:pk>/decision/", deciding.Decision.as_view(), name="decision"),
    path("rounds/<key:pk>/decision/count/", deciding.count, name="count"),
    path("rounds/<key:pk>/decision/members/", deciding.members, name="members"),
    path("rounds/<key:pk>/decision/letters/", deciding.letters, name="letters"),
    path("rounds/<key:pk>/minutes/", deciding.minutes, name="minutes"),
    path("rounds/<key:pk>/minutes/signature/", deciding.signature, name="signature"),
    path("runs/<key:pk>/progress/", runs.progress, name="progress"),
    path("applications/<key:pk>/vote/", records.vote, name="vote"),
    path("applications/<key:pk>/waiting/", records.waiting, name="waiting"),
    path("applications/<key:pk>/feedback/", records.feedback, name="feedback"),
    path("applications/<key:pk>/appeal/", records.appeal, name="appeal"),
]
