"""Addresses below /hq/team/."""

from django.urls import path

from hustings.foundation.accounts import team

app_name = "accounts_hq"
urlpatterns = [
    path("", team.members, name="members"),
    path("invitation/", team.invitation, name="invitation"),
    path("log/", team.log, name="log"),
    path("<int:pk>/", team.member, name="member"),
    path("<int:pk>/grants/", team.grant, name="grant"),
    path("<int:pk>/deactivation/", team.deactivation, name="deactivation"),
    path("<int:pk>/reactivation/", team.reactivation, name="reactivation"),
    path("<int:pk>/link/", team.link, name="link"),
    path("grants/<int:pk>/end/", team.grant_end, name="grant_end"),
]
