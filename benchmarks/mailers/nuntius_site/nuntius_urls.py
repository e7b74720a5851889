"""nuntius's addresses alone."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [path("nuntius/", include("nuntius.urls")), path("admin/", admin.site.urls)]
