"""Addresses below /hq/representatives/."""

from django.urls import path

from hustings.representatives.views import directory, imports

app_name = "representatives_hq"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("new/", directory.new, name="new"),
    path("<int:pk>/", directory.representative, name="representative"),
    path("<int:pk>/leaving/", directory.leaving, name="leaving"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:pk>/", imports.imported, name="import"),
    path("imports/<int:pk>/progress/", imports.progress, name="import_progress"),
    path("imports/<int:pk>/run/", imports.import_run, name="import_run"),
    path("imports/<int:pk>/check/", imports.import_check, name="import_check"),
    path("imports/<int:pk>/undoing/", imports.import_undoing, name="import_undoing"),
    path("imports/<int:pk>/removal/", imports.import_removal, name="import_removal"),
]
