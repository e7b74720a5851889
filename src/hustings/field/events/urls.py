"""Addresses below /hq/agenda/."""

from django.urls import path

from hustings.field.events import views
from hustings.field.events.file_target import TARGET
from hustings.foundation.file_imports.views import FilePages

app_name = "events"
urlpatterns = [
    path("", views.Events.as_view(), name="events"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.event, name="event"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/showing/", views.showing, name="showing"),
    path("<int:pk>/cancellation/", views.cancellation, name="cancellation"),
    path("<int:pk>/reinstatement/", views.reinstatement, name="reinstatement"),
    *FilePages(TARGET).urls(),
]
