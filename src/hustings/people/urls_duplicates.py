"""Addresses of duplicates and merges, below /hq/people/."""

from django.urls import path

from hustings.people.views import duplicates

urlpatterns = [
    path("duplicates/", duplicates.listed, name="duplicates"),
    path("duplicates/search/", duplicates.search, name="duplicates_search"),
    path("duplicates/sure/", duplicates.merge_sure, name="duplicates_sure"),
    path("duplicates/<key:pk>/dismissal/", duplicates.dismiss, name="duplicate_dismissal"),
    path("merges/<uuid:first>/<uuid:second>/", duplicates.merge, name="merge"),
    path("merges/<key:pk>/", duplicates.part, name="merge_parting"),
    path("<uuid:uid>/merges/", duplicates.merges, name="merges"),
]
