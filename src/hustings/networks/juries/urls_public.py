"""Addresses in a language: for jurors and for those who appeal, behind mailed links."""

from django.urls import path

from hustings.networks.juries.views import appealing, reading

app_name = "jury"
JURY = "calls/jury/<str:token>/"
urlpatterns = [
    path(JURY, reading.jury, name="jury"),
    path(f"{JURY}answer/", reading.answer, name="answer"),
    path(f"{JURY}pair/", reading.pair, name="pair"),
    path(f"{JURY}<key:pk>/", reading.review, name="review"),
    path(f"{JURY}<key:pk>/conflict/", reading.conflict, name="conflict"),
    path(f"{JURY}<key:pk>/files/<key:key>/", reading.file, name="file"),
    path("calls/applications/<str:token>/appeal/", appealing.appeal, name="appeal"),
]
