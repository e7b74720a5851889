"""Addresses below /hq/ of tests of versions: what is done on a mailing's page."""

from django.urls import path

from hustings.outreach.abtests import views

app_name = "abtests"
urlpatterns = [
    path("mailings/<int:pk>/versions/choice/", views.choose, name="trial_choice"),
    path("mailings/<int:pk>/versions/figures.csv", views.figures, name="trial_figures"),
]
