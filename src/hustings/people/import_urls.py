"""Addresses below /hq/people/imports/ and of the export."""

from django.urls import path, re_path

from hustings.people import export_views, import_views

app_name = "imports"
urlpatterns = [
    path("imports/", import_views.listed, name="list"),
    re_path(r"^imports/(?P<pk>[0-9]{1,18})/$", import_views.detail, name="import"),
    re_path(r"^imports/(?P<pk>[0-9]{1,18})/progress/$", import_views.progress, name="progress"),
    re_path(r"^imports/(?P<pk>[0-9]{1,18})/shape/$", import_views.shape, name="shape"),
    re_path(r"^imports/(?P<pk>[0-9]{1,18})/check/$", import_views.check, name="check"),
    re_path(r"^imports/(?P<pk>[0-9]{1,18})/report/$", import_views.report, name="report"),
    re_path(r"^imports/(?P<pk>[0-9]{1,18})/refused/$", import_views.refused, name="refused"),
    re_path(
        r"^imports/(?P<pk>[0-9]{1,18})/(?P<what>run|pause|cancellation|removal)/$",
        import_views.deed,
        name="deed",
    ),
    path("export/", export_views.export, name="export"),
]
