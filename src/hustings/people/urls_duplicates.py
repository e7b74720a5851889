"""Addresses of duplicates, merges and what waits for a look, below /hq/people/."""

from django.urls import path

from hustings.people.views import duplicates, waiting

urlpatterns = [
    path("duplicates/", duplicates.listed, name="duplicates"),
    path("duplicates/search/", duplicates.search, name="duplicates_search"),
    path("duplicates/sure/", duplicates.merge_sure, name="duplicates_sure"),
    path("duplicates/<key:pk>/dismissal/", duplicates.dismiss, name="duplicate_dismissal"),
    path("waiting/", waiting.listed, name="waiting"),
    path("waiting/free/", waiting.free, name="waiting_free"),
    path("waiting/emails/<key:pk>/", waiting.email, name="waiting_email"),
    path("waiting/people/<key:pk>/", waiting.person, name="waiting_person"),
    path("merges/<uuid:first>/<uuid:second>/", duplicates.merge, name="merge"),
    path("merges/<key:pk>/", duplicates.part, name="merge_parting"),
    path("<uuid:uid>/merges/", duplicates.merges, name="merges"),
]
