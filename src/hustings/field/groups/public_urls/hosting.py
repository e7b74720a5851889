"""Addresses in a language: for hosts, and for those who are asked to be one."""

from django.urls import path

from hustings.field.groups.views import deeds, hosting, offers

app_name = "hosting"
urlpatterns = [
    path("groups/offers/<str:token>/", offers.offer, name="offer"),
    path("groups/signs/<str:token>/", offers.sign, name="sign"),
    path("groups/<key:pk>/host/", hosting.host, name="host"),
    path("groups/<key:pk>/host/text/", hosting.text, name="text"),
    path("groups/<key:pk>/host/name/", deeds.name_me, name="name_me"),
    path("groups/<key:pk>/host/welcomes/<key:one>/", deeds.welcome, name="welcome"),
    path("groups/<key:pk>/host/enquiries/<key:one>/", deeds.answer, name="answer"),
    path("groups/<key:pk>/host/members/<key:one>/", hosting.member, name="member"),
    path("groups/<key:pk>/host/members/<key:one>/message/", deeds.write, name="write"),
    path("groups/<key:pk>/host/members/<key:one>/contact/", deeds.contact, name="contact"),
    path("groups/<key:pk>/host/members/<key:one>/removal/", deeds.remove, name="removal"),
    path("groups/<key:pk>/host/members/<key:one>/offer/", deeds.propose, name="propose"),
    path("groups/<key:pk>/host/members/<key:one>/co-host/", deeds.end_co_host, name="end_co_host"),
    path("groups/<key:pk>/host/offers/<key:one>/withdrawal/", deeds.withdraw, name="withdraw"),
]
