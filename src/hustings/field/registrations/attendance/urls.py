"""Addresses below /hq/agenda/attendance/."""

from django.urls import path

from hustings.field.registrations.attendance import cover_views, views

app_name = "attendance"
urlpatterns = [
    path("<int:pk>/calls/", views.calling, name="calls"),
    path("<int:pk>/calls/<int:person>/", views.answer, name="answer"),
    path("<int:pk>/roll/", views.roll, name="roll"),
    path("rolls/<int:pk>/undoing/", views.roll_undoing, name="roll_undoing"),
    path("<int:pk>/cover/", cover_views.search, name="cover"),
    path("covers/<int:pk>/ending/", cover_views.ending, name="cover_ending"),
]
