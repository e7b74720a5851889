"""Addresses below /hq/candidates/."""

from django.urls import path

from hustings.foundation.file_imports.views import FilePages
from hustings.site.candidates import views
from hustings.site.candidates.file_target import TARGET

app_name = "candidates"
urlpatterns = [
    path("", views.Candidates.as_view(), name="candidates"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.candidate, name="candidate"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("<int:pk>/reinstatement/", views.reinstatement, name="reinstatement"),
    path("<int:pk>/pages/", views.site_pages, name="site_pages"),
    path("<int:pk>/helpers/", views.helper_new, name="helpers"),
    path("helpers/<int:pk>/removal/", views.helper_removal, name="helper_removal"),
    *FilePages(TARGET).urls(),
]
