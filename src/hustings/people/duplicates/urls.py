"""Addresses of duplicates and merges, below /hq/people/."""

from django.urls import path

from hustings.people.duplicates import views

app_name = "duplicates"
urlpatterns = [
    path("duplicates/", views.listed, name="duplicates"),
    path("duplicates/search/", views.search, name="duplicates_search"),
    path("duplicates/sure/", views.merge_sure, name="duplicates_sure"),
    path("duplicates/<key:pk>/dismissal/", views.dismiss, name="duplicate_dismissal"),
    path("merges/<uuid:first>/<uuid:second>/", views.merge, name="merge"),
    path("merges/<key:pk>/", views.part, name="merge_parting"),
    path("<uuid:uid>/merges/", views.merges, name="merges"),
]
