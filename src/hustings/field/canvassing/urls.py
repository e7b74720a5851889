"""Addresses below /hq/canvassing/."""

from django.urls import path

from hustings.field.canvassing.views import lists, phones

app_name = "canvassing"
urlpatterns = [
    path("", lists.Lists.as_view(), name="lists"),
    path("turfs/<key:plan>/<key:number>/", lists.turf_list, name="turf_list"),
    path("new/", lists.list_new, name="list_new"),
    path("<key:pk>/", lists.walk_list, name="list"),
    path("<key:pk>/phones/", phones.hand_out, name="hand_out"),
    path("<key:pk>/phones/<uuid:handset>/revocation/", phones.revocation, name="revocation"),
    path("<key:pk>/closing/", phones.closing, name="closing"),
    path("<key:pk>/reopening/", phones.reopening, name="reopening"),
]
