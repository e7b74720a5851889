"""Addresses below /hq/shield/."""

from django.urls import path

from hustings.security.incidents.views import (
    bulletins,
    exercises,
    incidents,
    opinions,
    reports,
    rules,
    sources,
    studies,
)

app_name = "incidents"
urlpatterns = [
    path("", incidents.Incidents.as_view(), name="incidents"),
    path("incidents/<int:pk>/", incidents.incident, name="incident"),
    path("incidents/<int:pk>/deeds/", incidents.deeds, name="deeds"),
    path("messages/<int:pk>/", incidents.message, name="message"),
    path("report/", reports.report, name="report"),
    path("report/<int:pk>/", reports.reported, name="reported"),
    path("exercises/", exercises.exercises, name="exercises"),
    path("exercises/deeds/", exercises.exercise_deeds, name="exercise_deeds"),
    path("exercises/<int:pk>/", exercises.exercise, name="exercise"),
    path("bulletins/", bulletins.bulletins, name="bulletins"),
    path("bulletins/<int:pk>/", bulletins.bulletin, name="bulletin"),
    path("bulletins/<int:pk>/picture/<int:story>/", bulletins.picture, name="picture"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<int:pk>/end/", rules.rule_end, name="rule_end"),
    path("settings/", rules.arrangement, name="settings"),
    path("opinions/", opinions.opinions, name="opinions"),
    path("opinions/reset/", opinions.reset, name="opinions_reset"),
    path("opinions/<int:pk>/", opinions.opinion_deeds, name="opinion_deeds"),
    path("log/", rules.Log.as_view(), name="log"),
    path("sources/", sources.sources, name="sources"),
    path("sources/new/<slug:kind>/", sources.source_new, name="source_new"),
    path("sources/<int:pk>/", sources.source, name="source"),
    path("sources/<int:pk>/deeds/", sources.source_deeds, name="source_deeds"),
    path("relations/", studies.relations, name="relations"),
    path("relations/progress/", studies.progress, name="relations_progress"),
    path("relations/deeds/", studies.deeds, name="relations_deeds"),
    path("guards/", sources.guards, name="guards"),
    path("guards/<int:pk>/end/", sources.guard_end, name="guard_end"),
]
