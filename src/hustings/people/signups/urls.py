"""Addresses of referrals, below /hq/people/."""

from django.urls import path

from hustings.people.signups.views import referrals as views

app_name = "signups"
urlpatterns = [
    path("recruiters/", views.leaderboard, name="leaderboard"),
    path("<uuid:uid>/recruits/", views.recruits, name="recruits"),
    path("<uuid:uid>/tree/", views.tree, name="recruit_tree"),
]
