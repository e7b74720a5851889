"""Addresses in a language: for hosts, and for those who are asked to be one."""

from django.urls import path

from hustings.field.groups.views import hosting, offers

app_name = "hosting"
urlpatterns = [
    path("groups/offers/<str:token>/", offers.offer, name="offer"),
    path("groups/signs/<str:token>/", offers.sign, name="sign"),
    path("groups/<int:pk>/host/", hosting.host, name="host"),
]
