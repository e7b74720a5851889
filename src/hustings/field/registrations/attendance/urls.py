"""Addresses below /hq/attendance/."""

from django.urls import path

from hustings.field.registrations.attendance import views

app_name = "attendance"
urlpatterns = [
    path("<int:pk>/roll/", views.roll, name="roll"),
    path("rolls/<int:pk>/undoing/", views.roll_undoing, name="roll_undoing"),
]
