"""Addresses in a language: what participants say."""

from django.urls import path

from hustings.field.registrations.reports import feedback_views

app_name = "feedback"
urlpatterns = [path("events/feedback/<str:token>/", feedback_views.feedback, name="feedback")]
