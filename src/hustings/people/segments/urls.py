"""Addresses of the list of people and of segments, below /hq/people/."""

from django.urls import include, path

from hustings.people.segments.views import area_map, builder, lists, preview

app_name = "segments"
urlpatterns = [
    path("views/", include("hustings.people.segments.urls_saved_views")),
    path("", lists.people, name="list"),
    path("count/", lists.count, name="count"),
    path("segments/", builder.segment_list, name="segments"),
    path("segments/add/", builder.segment, name="segment_add"),
    path("segments/preview/", preview.preview, name="segment_preview"),
    path("segments/count/", preview.count, name="segment_count"),
    path("segments/map/", area_map.segment_map, name="segment_map"),
    path("segments/<key:pk>/", builder.segment, name="segment"),
    path("segments/<key:pk>/removal/", builder.remove, name="segment_removal"),
]
