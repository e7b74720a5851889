"""Addresses below /hq/scripts/."""

from django.urls import path

from hustings.people.scripts import views

app_name = "scripts"
urlpatterns = [
    path("", views.Scripts.as_view(), name="scripts"),
    path("new/", views.script_new, name="script_new"),
    path("<key:pk>/", views.script, name="script"),
    path("<key:pk>/edit/", views.script_edit, name="script_edit"),
    path("<key:pk>/archive/", views.archive, name="script_archive"),
]
