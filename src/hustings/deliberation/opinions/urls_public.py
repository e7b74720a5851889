"""Addresses in a language: statements to vote on, and maps."""

from django.urls import path

from hustings.deliberation.opinions.views import public_fours, public_maps, public_statements

app_name = "opinions"
STEP = "consultations/steps/<int:pk>/"
urlpatterns = [
    path(f"{STEP}statements/", public_statements.statements, name="statements"),
    path(f"{STEP}map/", public_maps.opinion_map, name="map"),
    path(f"{STEP}map/votes.csv", public_maps.votes, name="map_votes"),
    path(f"{STEP}map/statements.csv", public_maps.statement_file, name="map_statements"),
    path(f"{STEP}map/map.json", public_maps.result, name="map_result"),
    path(f"{STEP}map/recount.pyz", public_maps.script, name="map_script"),
    path(f"{STEP}four/", public_fours.four, name="four"),
    path(f"{STEP}four/results/", public_fours.results, name="four_results"),
    path(f"{STEP}four/answers.csv", public_fours.answers, name="four_answers"),
    path("consultations/statements/<int:pk>/vote/", public_statements.vote, name="vote"),
]
