"""Addresses in a language: news and files, for hosts who publish and members who read."""

from django.urls import path

from hustings.field.groups.noticeboard import public_views, views

app_name = "noticeboard"
urlpatterns = [
    path("groups/<int:pk>/news/", public_views.for_members, name="for_members"),
    path("groups/<int:pk>/news/<int:one>/picture/", public_views.picture, name="post_picture"),
    path("groups/<int:pk>/files/<int:one>/", public_views.download, name="download"),
    path("groups/<int:pk>/host/picture/", views.picture, name="picture"),
    path("groups/<int:pk>/host/news/", views.news, name="news"),
    path("groups/<int:pk>/host/news/<int:one>/", views.post, name="post"),
    path("groups/<int:pk>/host/news/<int:one>/removal/", views.post_removal, name="post_removal"),
    path("groups/<int:pk>/host/files/", views.files, name="files"),
    path("groups/<int:pk>/host/files/<int:one>/removal/", views.file_removal, name="file_removal"),
]
