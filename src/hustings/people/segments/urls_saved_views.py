"""Addresses of saved views of the list, below /hq/people/views/."""

from django.urls import path

from hustings.people.segments.views import saved_views

urlpatterns = [
    path("", saved_views.listed, name="views"),
    path("add/", saved_views.add, name="view_add"),
    path("first/", saved_views.first, name="view_first"),
    path("<key:pk>/", saved_views.change, name="view"),
    path("<key:pk>/query/", saved_views.replace, name="view_query"),
    path("<key:pk>/removal/", saved_views.remove, name="view_removal"),
]
