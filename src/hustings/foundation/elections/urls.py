"""Addresses below /hq/elections/."""

from django.urls import path

from hustings.foundation.elections import views

app_name = "elections"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.election, name="election"),
    path("hours/<slug:channel>/", views.hours, name="hours"),
    path("exceptions/", views.exceptions, name="exceptions"),
    path("exceptions/<int:pk>/end/", views.exception_end, name="exception_end"),
]
