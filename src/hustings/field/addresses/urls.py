"""Addresses below /hq/addresses/."""

from django.urls import path

from hustings.field.addresses.files.kind import KIND
from hustings.field.addresses.views import buildings, files, places
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
    path("imports/", files.Files.as_view(), name="imports"),
    *UploadPages(KIND).urls(),
]
