"""Addresses below /hq/ of clicks, comparison and groups."""

from django.urls import path

from hustings.outreach.tracking.views import clicks, comparison, groups

app_name = "tracking"
urlpatterns = [
    path("mailings/comparison/", comparison.comparison, name="comparison"),
    path("mailings/comparison/figures.csv", comparison.figures, name="comparison_figures"),
    path("mailings/<int:pk>/groups/", groups.groups, name="groups"),
    path("mailings/<int:pk>/groups/count/", groups.count_groups, name="count_groups"),
    path("mailings/<int:pk>/clicks/", clicks.clicks, name="clicks"),
    path("mailings/<int:pk>/clicks/<int:number>/", clicks.clicks, name="link_clicks"),
]
