"""Addresses below /hq/goals/."""

from django.urls import path

from hustings.foundation.goals import views

app_name = "goals"
urlpatterns = [
    path("", views.Goals.as_view(), name="goals"),
    path("<int:pk>/", views.goal, name="goal"),
    path("<int:pk>/removal/", views.removal, name="removal"),
]
