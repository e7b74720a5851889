"""Addresses in a language: projects for everybody, and for those who carry them."""

from django.urls import path

from hustings.networks.projects.views import public

app_name = "projects"
OWN = "calls/applications/<str:token>/project/"
urlpatterns = [
    path("calls/projects/", public.listed, name="list"),
    path("calls/projects/<key:pk>/", public.project, name="project"),
    path(f"{OWN}agreement/", public.agreement, name="agreement"),
    path(f"{OWN}needs/", public.need, name="need"),
    path(f"{OWN}reports/<key:pk>/", public.report, name="report"),
]
