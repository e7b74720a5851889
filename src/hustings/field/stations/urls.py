"""Addresses below /hq/stations/."""

from django.urls import path

from hustings.field.stations.results.kind import KIND
from hustings.field.stations.views import elections, ranking_maps, rankings, samples, stations
from hustings.foundation.file_imports.uploads.views import UploadPages

app_name = "stations"
urlpatterns = [
    path("", stations.Stations.as_view(), name="stations"),
    path("<key:pk>/", stations.station, name="station"),
    path("elections/", elections.Elections.as_view(), name="elections"),
    path("elections/<key:pk>/", elections.election, name="election"),
    path("elections/<key:pk>/removal/", elections.removal, name="election_removal"),
    path("elections/<key:pk>/lean/", rankings.lean, name="election_lean"),
    path("rankings/", rankings.Rankings.as_view(), name="rankings"),
    path("rankings/new/", rankings.ranking_new, name="ranking_new"),
    path("rankings/<key:pk>/", rankings.ranking, name="ranking"),
    path("rankings/<key:pk>/map/", ranking_maps.ranking_map, name="ranking_map"),
    path("rankings/<key:pk>/stations.csv", rankings.ranking_csv, name="ranking_csv"),
    path("rankings/<key:pk>/state/", rankings.ranking_state, name="ranking_state"),
    path("samples/", samples.Samples.as_view(), name="samples"),
    path("samples/new/", samples.sample_new, name="sample_new"),
    path("samples/<key:pk>/", samples.sample, name="sample"),
    path("samples/<key:pk>/stations.csv", samples.sample_csv, name="sample_csv"),
    path("samples/<key:pk>/removal/", samples.sample_removal, name="sample_removal"),
    *UploadPages(KIND).urls(),
]
