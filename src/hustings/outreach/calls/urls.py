"""Addresses below /hq/call-lists/."""

from django.urls import path

from hustings.outreach.calls.views import desk, lists, numbers

app_name = "calls"
urlpatterns = [
    path("", lists.Lists.as_view(), name="lists"),
    path("new/", lists.list_new, name="list_new"),
    path("<key:pk>/", lists.call_list, name="list"),
    path("<key:pk>/edit/", lists.list_edit, name="list_edit"),
    path("<key:pk>/state/", lists.state, name="list_state"),
    path("numbers/", numbers.Numbers.as_view(), name="numbers"),
    path("numbers/<key:pk>/removal/", numbers.number_remove, name="number_remove"),
    path("desk/", desk.desk, name="desk"),
    path("desk/lists/<key:pk>/next/", desk.next_contact, name="next"),
    path("desk/call/", desk.call, name="call"),
    path("desk/call/<uuid:claim>/result/", desk.result, name="result"),
    path("desk/call/<uuid:claim>/beat/", desk.beat, name="beat"),
    path("desk/call/<uuid:claim>/ring/", desk.ring, name="ring"),
    path("desk/call/<uuid:claim>/release/", desk.release, name="release"),
]
