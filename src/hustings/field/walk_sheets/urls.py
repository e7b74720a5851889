"""Addresses below /hq/walk-sheets/."""

from django.urls import path

from hustings.field.walk_sheets.views import sheets

app_name = "walk_sheets"
urlpatterns = [
    path("", sheets.Sheets.as_view(), name="sheets"),
    path("new/", sheets.sheet_new, name="sheet_new"),
    path("<key:pk>/", sheets.sheet, name="sheet"),
    path("<key:pk>/printing/", sheets.sheet_print, name="sheet_print"),
    path("<key:pk>/<key:number>/", sheets.paper, name="paper"),
]
