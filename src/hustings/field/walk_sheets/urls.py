"""Addresses below /hq/walk-sheets/."""

from django.urls import path

from hustings.field.walk_sheets.views import photos, plans, sheets

app_name = "walk_sheets"
urlpatterns = [
    path("", sheets.Sheets.as_view(), name="sheets"),
    path("new/", sheets.sheet_new, name="sheet_new"),
    path("turfs/<key:plan>/<key:number>/", sheets.turf_sheet, name="turf_sheet"),
    path("plans/<key:plan>/", plans.plan, name="plan"),
    path("plans/<key:plan>/csv/", plans.plan_csv, name="plan_csv"),
    path("photos/", photos.Photos.as_view(), name="photos"),
    path("photos/new/", photos.photos_new, name="photos_new"),
    path("photos/progress/", photos.progress, name="progress"),
    path("photos/<key:pk>/", photos.photo, name="photo"),
    path("photos/<key:pk>/confirmation/", photos.confirmation, name="confirmation"),
    path("photos/<key:pk>/removal/", photos.removal, name="removal"),
    path("photos/<key:pk>/readings/<key:reading>/", photos.reading, name="reading"),
    path("photos/<key:pk>/readings/<key:reading>/picture/", photos.cut_out, name="cut_out"),
    path("<key:pk>/", sheets.sheet, name="sheet"),
    path("<key:pk>/printing/", sheets.sheet_print, name="sheet_print"),
    path("<key:pk>/<key:number>/", sheets.paper, name="paper"),
]
