"""Addresses below /hq/addresses/."""

from django.urls import path

from hustings.field.addresses.views import buildings, files, places

app_name = "addresses"
urlpatterns = [
    path("", places.Places.as_view(), name="places"),
    path("places/<str:code>/", places.Buildings.as_view(), name="place"),
    path("buildings/new/", buildings.building_new, name="building_new"),
    path("buildings/<uuid:pk>/", buildings.building, name="building"),
    path("buildings/<uuid:pk>/edit/", buildings.building_edit, name="building_edit"),
    path("buildings/<uuid:pk>/doors/", buildings.doors, name="doors"),
    path("buildings/<uuid:pk>/doors/<uuid:door>/removal/", buildings.door_removal, name="door_removal"),
    path("imports/", files.Files.as_view(), name="imports"),
    path("imports/<key:pk>/", files.file, name="import"),
    path("imports/<key:pk>/progress/", files.progress, name="import_progress"),
    path("imports/<key:pk>/refused.csv", files.refused, name="import_refused"),
    path("imports/<key:pk>/run/", files.run, name="import_run"),
    path("imports/<key:pk>/undoing/", files.undoing, name="import_undoing"),
    path("imports/<key:pk>/removal/", files.removal, name="import_removal"),
]
