"""Addresses below /hq/representatives/."""

from django.urls import path

from hustings.foundation.file_imports.views import FilePages
from hustings.site.representatives.file_target import TARGET
from hustings.site.representatives.views import directory

app_name = "representatives_hq"
urlpatterns = [
    path("", directory.Directory.as_view(), name="directory"),
    path("new/", directory.new, name="new"),
    path("<int:pk>/", directory.representative, name="representative"),
    path("<int:pk>/trust/", directory.trust, name="trust"),
    path("<int:pk>/leaving/", directory.leaving, name="leaving"),
    *FilePages(TARGET).urls(),
]
