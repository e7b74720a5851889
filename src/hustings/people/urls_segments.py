"""Addresses of the list of people and of segments, below /hq/people/."""

from django.urls import include, path

from hustings.people.views import lists, segment_map, segment_preview, segments

urlpatterns = [
    path("views/", include("hustings.people.urls_views")),
    path("", lists.people, name="list"),
    path("count/", lists.count, name="count"),
    path("segments/", segments.segment_list, name="segments"),
    path("segments/add/", segments.segment, name="segment_add"),
    path("segments/preview/", segment_preview.preview, name="segment_preview"),
    path("segments/count/", segment_preview.count, name="segment_count"),
    path("segments/map/", segment_map.segment_map, name="segment_map"),
    path("segments/<key:pk>/", segments.segment, name="segment"),
    path("segments/<key:pk>/removal/", segments.remove, name="segment_removal"),
]
