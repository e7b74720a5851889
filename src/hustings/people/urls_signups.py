"""Addresses of referrals, below /hq/people/."""

from django.urls import path

from hustings.people.views import recruits

urlpatterns = [
    path("recruiters/", recruits.leaderboard, name="leaderboard"),
    path("<uuid:uid>/recruits/", recruits.recruits, name="recruits"),
    path("<uuid:uid>/tree/", recruits.tree, name="recruit_tree"),
]
