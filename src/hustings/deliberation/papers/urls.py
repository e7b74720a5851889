"""Addresses below /hq/consultations/: sheets of paper."""

from django.urls import path

from hustings.deliberation.papers import views, views_sheet

app_name = "papers_hq"
urlpatterns = [
    path("<int:pk>/papers/", views.Papers.as_view(), name="list"),
    path("<int:pk>/papers/new/", views.new, name="new"),
    path("papers/<int:pk>/", views_sheet.correct, name="correct"),
    path("papers/<int:pk>/delete/", views_sheet.delete, name="delete"),
    path("papers/<int:pk>/scan/", views.scan, name="scan"),
]
