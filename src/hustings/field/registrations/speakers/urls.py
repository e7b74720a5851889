"""Addresses below /hq/speakers/."""

from django.urls import path

from hustings.field.registrations.speakers import views

app_name = "speakers"
urlpatterns = [
    path("", views.Requests.as_view(), name="list"),
    path("<key:pk>/", views.request, name="request"),
    path("<key:pk>/closing/", views.closing, name="closing"),
]
