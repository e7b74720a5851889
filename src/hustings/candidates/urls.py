"""Addresses below /hq/candidates/."""

from django.urls import path

from hustings.candidates import import_views, views

app_name = "candidates"
urlpatterns = [
    path("", views.candidates, name="candidates"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.candidate, name="candidate"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("<int:pk>/reinstatement/", views.reinstatement, name="reinstatement"),
    path("<int:pk>/pages/", views.site_pages, name="site_pages"),
    path("imports/", import_views.imports, name="imports"),
    path("imports/<int:pk>/", import_views.imported, name="import"),
    path("imports/<int:pk>/progress/", import_views.progress, name="import_progress"),
    path("imports/<int:pk>/run/", import_views.import_run, name="import_run"),
    path("imports/<int:pk>/check/", import_views.import_check, name="import_check"),
    path("imports/<int:pk>/undoing/", import_views.import_undoing, name="import_undoing"),
    path("imports/<int:pk>/removal/", import_views.import_removal, name="import_removal"),
]
