"""Addresses below /hq/ of tests of versions."""

from django.urls import path

from hustings.mailing.views import trials

urlpatterns = [
    path("mailings/<int:pk>/versions/", trials.trial, name="trial"),
    path("mailings/<int:pk>/versions/choice/", trials.choose, name="trial_choice"),
    path("mailings/<int:pk>/versions/figures.csv", trials.figures, name="trial_figures"),
]
