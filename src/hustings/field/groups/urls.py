"""Addresses below /hq/local-groups/: the plain name is that of Wagtail’s own groups, which are closed."""

from django.urls import path

from hustings.field.groups.certification import urls as certification_urls
from hustings.field.groups.files.group_target import TARGET
from hustings.field.groups.health import views as health
from hustings.field.groups.kinds import lists
from hustings.field.groups.noticeboard import hq as noticeboard
from hustings.field.groups.reorganisation import urls as reorganisation_urls
from hustings.field.groups.views import hq as views
from hustings.field.groups.views import kinds, people
from hustings.foundation.file_imports.views import FilePages

app_name = "groups"
urlpatterns = [
    path("", views.Groups.as_view(), name="groups"),
    path("new/", views.new, name="new"),
    path("<key:pk>/", views.group, name="group"),
    path("<key:pk>/edit/", views.edit, name="edit"),
    path("<key:pk>/showing/", views.showing, name="showing"),
    path("<key:pk>/closing/", views.closing, name="closing"),
    path("<key:pk>/reopening/", views.reopening, name="reopening"),
    path("<key:pk>/people/", people.people, name="people"),
    path("<key:pk>/people/naming/", people.naming, name="naming"),
    path("<key:pk>/people/<key:one>/removal/", people.removal, name="removal"),
    path("<key:pk>/handovers/<key:one>/", people.handover, name="handover"),
    path("<key:pk>/extension/", people.extension, name="extension"),
    path("<key:pk>/picture/taking-down/", noticeboard.picture_taking_down, name="picture_taking_down"),
    path("<key:pk>/<str:kind>/<key:one>/taking-down/", noticeboard.taking_down, name="taking_down"),
    path("<key:pk>/<str:kind>/<key:one>/putting-back/", noticeboard.putting_back, name="putting_back"),
    path("<key:pk>/<str:kind>/<key:one>/download/", noticeboard.download, name="notice"),
    path("foundings/", people.Foundings.as_view(), name="foundings"),
    path("foundings/<key:pk>/", people.founding, name="founding"),
    *lists.patterns(kinds.Kinds),
    path("statistics/", health.statistics, name="statistics"),
    path("statistics/export/", health.export, name="statistics_export"),
    *certification_urls.urlpatterns,
    *reorganisation_urls.urlpatterns,
    *FilePages(TARGET).urls(),
]
