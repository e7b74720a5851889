"""Addresses below /hq/projects/."""

from django.urls import path

from hustings.networks.projects.views import hq

app_name = "projects_hq"
ROW = "<key:pk>/"
urlpatterns = [
    path("", hq.Projects.as_view(), name="projects"),
    path(ROW, hq.project, name="project"),
    path(f"{ROW}edit/", hq.edit, name="edit"),
    path(f"{ROW}showing/", hq.showing, name="showing"),
    path(f"{ROW}additions/<slug:kind>/", hq.additions, name="additions"),
    path(f"{ROW}milestones/<key:key>/", hq.milestone, name="milestone"),
    path(f"{ROW}reports/<key:key>/", hq.acceptance, name="acceptance"),
    path(f"{ROW}reports/<key:key>/file/", hq.file, name="file"),
    path(f"{ROW}instalments/<key:key>/", hq.payment, name="payment"),
]
