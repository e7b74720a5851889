"""Addresses in a language: one's own groups."""

from django.urls import path

from hustings.field.groups.views import joinings as views

app_name = "my_groups"
urlpatterns = [
    path("my-groups/", views.mine, name="mine"),
    path("my-groups/<key:pk>/contact/", views.share, name="share"),
    path("my-groups/<key:pk>/leaving/", views.leave, name="leave"),
]
