"""Addresses below /hq/event-reports/."""

from django.urls import path

from hustings.field.registrations.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.Reports.as_view(), name="list"),
    path("<int:pk>/", views.report, name="report"),
    path("<int:pk>/pictures/", views.picture, name="picture"),
    path("pictures/<int:pk>/removal/", views.picture_removal, name="picture_removal"),
    path("tasks/<int:pk>/", views.task, name="task"),
    path("<int:pk>/showing/", views.showing, name="showing"),
    path("<int:pk>/thanks/", views.thanking, name="thanks"),
]
