"""Addresses in a language: answers to mails that ask somebody to fill in."""

from django.urls import path

from hustings.field.registrations.attendance import cover_views

app_name = "attendance_answers"
urlpatterns = [path("events/help/<str:token>/", cover_views.answer, name="cover")]
