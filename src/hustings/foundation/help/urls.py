"""Addresses below /hq/help/."""

from django.urls import path

from hustings.foundation.help import views

app_name = "help"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:name>/", views.page, name="page"),
]
