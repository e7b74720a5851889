"""Addresses below /hq/agenda/invitations/."""

from django.urls import path

from hustings.field.registrations.invitations import views

app_name = "invitations"
urlpatterns = [path("<key:pk>/", views.invitation, name="invitation")]
