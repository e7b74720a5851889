"""Addresses below /hq/agenda/attendance/."""

from django.urls import path

from hustings.field.registrations.attendance import cover_views, views

app_name = "attendance"
urlpatterns = [
    path("<key:pk>/calls/", views.calling, name="calls"),
    path("<key:pk>/calls/<key:person>/", views.answer, name="answer"),
    path("<key:pk>/roll/", views.roll, name="roll"),
    path("rolls/<key:pk>/undoing/", views.roll_undoing, name="roll_undoing"),
    path("<key:pk>/cover/", cover_views.search, name="cover"),
    path("covers/<key:pk>/ending/", cover_views.ending, name="cover_ending"),
]
