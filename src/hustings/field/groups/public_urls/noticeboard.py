"""Addresses in a language: news and files, for hosts who publish and members who read."""

from django.urls import path

from hustings.field.groups.noticeboard import public_views, views

app_name = "noticeboard"
urlpatterns = [
    path("groups/<key:pk>/news/", public_views.for_members, name="for_members"),
    path("groups/<key:pk>/news/<key:one>/picture/", public_views.picture, name="post_picture"),
    path("groups/<key:pk>/files/<key:one>/", public_views.download, name="download"),
    path("groups/<key:pk>/host/picture/", views.picture, name="picture"),
    path("groups/<key:pk>/host/news/", views.news, name="news"),
    path("groups/<key:pk>/host/news/<key:one>/", views.post, name="post"),
    path("groups/<key:pk>/host/news/<key:one>/removal/", views.post_removal, name="post_removal"),
    path("groups/<key:pk>/host/files/", views.files, name="files"),
    path("groups/<key:pk>/host/files/<key:one>/removal/", views.file_removal, name="file_removal"),
]
