"""Addresses of splits, mergers and closings, below /hq/local-groups/."""

from django.urls import path

from hustings.field.groups.reorganisation import views

urlpatterns = [
    path("<key:pk>/reorganisation/", views.reorganisation, name="reorganisation"),
    path("<key:pk>/reorganisation/split/", views.split, name="reorganisation_split"),
    path("<key:pk>/reorganisation/merge/", views.merge, name="reorganisation_merge"),
    path("<key:pk>/reorganisation/close/", views.ending, name="reorganisation_close"),
    path("reorganisations/<key:pk>/undoing/", views.undoing, name="reorganisation_undoing"),
]
