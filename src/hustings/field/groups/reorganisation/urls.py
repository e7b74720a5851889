"""Addresses of splits, mergers and closings, below /hq/local-groups/."""

from django.urls import path

from hustings.field.groups.reorganisation import views

urlpatterns = [
    path("<int:pk>/reorganisation/", views.reorganisation, name="reorganisation"),
    path("<int:pk>/reorganisation/split/", views.split, name="reorganisation_split"),
    path("<int:pk>/reorganisation/merge/", views.merge, name="reorganisation_merge"),
    path("<int:pk>/reorganisation/close/", views.ending, name="reorganisation_close"),
    path("reorganisations/<int:pk>/undoing/", views.undoing, name="reorganisation_undoing"),
]
