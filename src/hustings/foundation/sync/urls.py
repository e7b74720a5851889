"""Addresses below /hq/phones/."""

from django.urls import path

from hustings.foundation.sync import views

app_name = "sync"
urlpatterns = [
    path("", views.rescue, name="rescue"),
    path("<uuid:pk>/admission/", views.admission, name="admission"),
]
