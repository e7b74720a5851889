"""Addresses in a language: hosts ask for a speaker, speakers answer."""

from django.urls import path

from hustings.field.registrations.speakers import public_views

app_name = "speaker_answers"
urlpatterns = [
    path("groups/<key:pk>/host/events/<key:event>/speaker/", public_views.ask, name="ask"),
    path("events/speakers/<str:token>/", public_views.offer, name="offer"),
]
