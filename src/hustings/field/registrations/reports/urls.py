"""Addresses below /hq/event-reports/."""

from django.urls import path

from hustings.field.registrations.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.Reports.as_view(), name="list"),
    path("<key:pk>/", views.report, name="report"),
    path("<key:pk>/pictures/", views.picture, name="picture"),
    path("pictures/<key:pk>/removal/", views.picture_removal, name="picture_removal"),
    path("tasks/<key:pk>/", views.task, name="task"),
    path("<key:pk>/showing/", views.showing, name="showing"),
    path("<key:pk>/thanks/", views.thanking, name="thanks"),
]
