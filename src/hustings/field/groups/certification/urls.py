"""Addresses of certification, below /hq/local-groups/."""

from django.urls import path

from hustings.field.groups.certification import views

urlpatterns = [
    path("certification/", views.rules, name="certification"),
    path("certification/new/<slug:measure>/", views.new_rule, name="certification_new"),
    path("certification/rules/<key:pk>/", views.rule, name="certification_rule"),
    path("certification/rules/<key:pk>/removal/", views.rule_removal, name="certification_rule_removal"),
    path("certification/draft/", views.draft, name="certification_draft"),
    path("certification/run/", views.certification_run, name="certification_run"),
    path("certification/progress/", views.progress, name="certification_progress"),
    path("<key:pk>/certification/", views.of_group, name="group_certification"),
]
