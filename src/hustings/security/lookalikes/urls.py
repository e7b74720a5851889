"""Addresses below /hq/look-alikes/."""

from django.urls import path

from hustings.security.lookalikes import views

app_name = "lookalikes"
urlpatterns = [
    path("", views.Lookalikes.as_view(), name="list"),
    path("watched/", views.watched, name="watched"),
    path("watched/habit/", views.habit, name="habit"),
    path("watched/<int:pk>/removal/", views.removal, name="removal"),
    path("lists/", views.lists, name="lists"),
    path("lists/progress/", views.lists_progress, name="lists_progress"),
    path("lists/<int:pk>/again/", views.lists_again, name="lists_again"),
    path("<int:pk>/", views.find, name="find"),
    path("<int:pk>/judgement/", views.judgement, name="judgement"),
    path("<int:pk>/block/", views.block, name="block"),
    path("<int:pk>/notice/", views.notice, name="notice"),
]
