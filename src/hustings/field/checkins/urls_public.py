"""Addresses of tickets on the site."""

from django.urls import path

from hustings.field.checkins.views import tickets

app_name = "tickets"
urlpatterns = [
    path("tickets/<str:token>/", tickets.ticket, name="ticket"),
]
