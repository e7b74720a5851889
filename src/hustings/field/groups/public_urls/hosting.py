"""Addresses in a language: for hosts, and for those who are asked to be one."""

from django.urls import path

from hustings.field.groups.views import deeds, hosting, offers

app_name = "hosting"
urlpatterns = [
    path("groups/offers/<str:token>/", offers.offer, name="offer"),
    path("groups/signs/<str:token>/", offers.sign, name="sign"),
    path("groups/<int:pk>/host/", hosting.host, name="host"),
    path("groups/<int:pk>/host/text/", hosting.text, name="text"),
    path("groups/<int:pk>/host/name/", deeds.name_me, name="name_me"),
    path("groups/<int:pk>/host/welcomes/<int:one>/", deeds.welcome, name="welcome"),
    path("groups/<int:pk>/host/enquiries/<int:one>/", deeds.answer, name="answer"),
    path("groups/<int:pk>/host/members/<int:one>/", hosting.member, name="member"),
    path("groups/<int:pk>/host/members/<int:one>/message/", deeds.write, name="write"),
    path("groups/<int:pk>/host/members/<int:one>/contact/", deeds.contact, name="contact"),
    path("groups/<int:pk>/host/members/<int:one>/removal/", deeds.remove, name="removal"),
    path("groups/<int:pk>/host/members/<int:one>/offer/", deeds.propose, name="propose"),
    path("groups/<int:pk>/host/members/<int:one>/co-host/", deeds.end_co_host, name="end_co_host"),
    path("groups/<int:pk>/host/offers/<int:one>/withdrawal/", deeds.withdraw, name="withdraw"),
]
