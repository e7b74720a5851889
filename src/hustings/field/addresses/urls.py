"""Addresses below /hq/addresses/."""

from django.urls import path

from hustings.field.addresses.files.kind import KIND
from hustings.field.addresses.views import buildings, corrections, files, places
from hustings.foundation.file_imports.uploads.views import UploadPages

app_name = "addresses"
urlpatterns = [
    path("", places.Places.as_view(), name="places"),
    path("places/<str:code>/", places.Buildings.as_view(), name="place"),
    path("buildings/new/", buildings.building_new, name="building_new"),
    path("buildings/<uuid:pk>/", buildings.building, name="building"),
    path("buildings/<uuid:pk>/edit/", buildings.building_edit, name="building_edit"),
    path("buildings/<uuid:pk>/doors/", buildings.doors, name="doors"),
    path("buildings/<uuid:pk>/doors/<uuid:door>/removal/", buildings.door_removal, name="door_removal"),
    path("buildings/<uuid:pk>/merge/", corrections.building_merge, name="building_merge"),
    path("buildings/<uuid:pk>/split/", corrections.building_split, name="building_split"),
    path("buildings/<uuid:pk>/doors/<uuid:door>/merge/", corrections.door_merge, name="door_merge"),
    path("buildings/<uuid:pk>/doors/<uuid:door>/split/", corrections.door_split, name="door_split"),
    path(
        "buildings/<uuid:pk>/corrections/<key:correction>/undoing/",
        corrections.correction_undoing,
        name="correction_undoing",
    ),
    path("imports/", files.Files.as_view(), name="imports"),
    *UploadPages(KIND).urls(),
]
