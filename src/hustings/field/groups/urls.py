"""Addresses below /hq/local-groups/: the plain name is that of Wagtail’s own groups, which are closed."""

from django.urls import path

from hustings.field.groups.certification import urls as certification_urls
from hustings.field.groups.file_target import TARGET
from hustings.field.groups.reorganisation import urls as reorganisation_urls
from hustings.field.groups.views import hq as views
from hustings.foundation.file_imports.views import FilePages

app_name = "groups"
urlpatterns = [
    path("", views.Groups.as_view(), name="groups"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.group, name="group"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/showing/", views.showing, name="showing"),
    path("<int:pk>/closing/", views.closing, name="closing"),
    path("<int:pk>/reopening/", views.reopening, name="reopening"),
    *certification_urls.urlpatterns,
    *reorganisation_urls.urlpatterns,
    *FilePages(TARGET).urls(),
]
