"""Addresses below /hq/own-house/."""

from django.urls import path

from hustings.security.domains import views

app_name = "domains"
urlpatterns = [
    path("", views.house, name="house"),
    path("domains/<int:pk>/", views.domain, name="domain"),
    path("domains/<int:pk>/look/", views.look, name="look"),
    path("domains/<int:pk>/removal/", views.removal, name="removal"),
    path("domains/<int:pk>/policy/", views.policy, name="policy"),
    path("domains/<int:pk>/source/", views.source, name="source"),
    path("reports/", views.Reports.as_view(), name="reports"),
    path("team/", views.team, name="team"),
    path("team/file/", views.team_file, name="team_file"),
    path("team/new/", views.account, name="account_new"),
    path("team/<int:pk>/", views.account, name="account"),
    path("team/<int:pk>/end/", views.account_end, name="account_end"),
]
