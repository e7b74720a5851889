"""Addresses below /hq/door-results/."""

from django.urls import path

from hustings.field.canvass_results.views import (
    answers,
    boards,
    follow_ups,
    leaderboards,
    maps,
    results,
    subjects,
    themes,
)

app_name = "canvass_results"
urlpatterns = [
    path("", subjects.Plans.as_view(), name="plans"),
    path("scripts/", subjects.Scripts.as_view(), name="scripts"),
    path("lists/", subjects.Lists.as_view(), name="lists"),
    path("boards/<key:pk>/", boards.Board.as_view(), name="board"),
    path("boards/<key:pk>/teams/", leaderboards.leaderboard, name="leaderboard"),
    path("boards/<key:pk>/teams/sharing/", leaderboards.sharing, name="sharing"),
    path("boards/<key:pk>/teams/hiding/", leaderboards.hiding, name="hiding"),
    path("boards/<key:pk>/<key:number>/take-back/", boards.take_back, name="take_back"),
    path("<slug:kind>/<key:pk>/", results.Results.as_view(), name="results"),
    path("<slug:kind>/<key:pk>/csv/", results.results_csv, name="results_csv"),
    path("<slug:kind>/<key:pk>/map/", maps.results_map, name="results_map"),
    path("<slug:kind>/<key:pk>/follow-ups/", follow_ups.FollowUps.as_view(), name="follow_ups"),
    path("<slug:kind>/<key:pk>/follow-ups/csv/", follow_ups.follow_ups_csv, name="follow_ups_csv"),
    path("<slug:kind>/<key:pk>/<key:script>/<slug:question>/", answers.answers, name="answers"),
    path("<slug:kind>/<key:pk>/<key:script>/<slug:question>/themes/", themes.themes, name="themes"),
    path("<slug:kind>/<key:pk>/<key:script>/<slug:question>/map/", maps.answers_map, name="answers_map"),
    path("<slug:kind>/<key:pk>/<key:script>/<slug:question>/csv/", answers.answers_csv, name="answers_csv"),
]
