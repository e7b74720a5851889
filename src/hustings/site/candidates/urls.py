"""Addresses below /hq/candidates/."""

from django.urls import path

from hustings.site.candidates import import_views, views

app_name = "candidates"
urlpatterns = [
    path("", views.candidates, name="candidates"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.candidate, name="candidate"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("<int:pk>/reinstatement/", views.reinstatement, name="reinstatement"),
    path("<int:pk>/pages/", views.site_pages, name="site_pages"),
    *import_views.PAGES.urls(),
]
