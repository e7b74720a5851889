"""Addresses below /hq/territories/."""

from django.urls import path

from hustings.foundation.file_imports.views import FilePages
from hustings.foundation.territories import views
from hustings.foundation.territories.files.station_target import TARGET

app_name = "territories"
urlpatterns = [
    path("", views.index, name="index"),
    path("search/", views.zone_search, name="zone_search"),
    *FilePages(TARGET).urls(),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.zone, name="zone"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/delete/", views.delete, name="delete"),
]
