"""Addresses of forms in HQ, below /hq/surveys/."""

from django.urls import path

from hustings.site.forms.views import building, limits, preview, responses, rules, themes

app_name = "forms"
urlpatterns = [
    path("", building.listed, name="list"),
    path("spam/", rules.rules, name="spam"),
    path("<key:pk>/", building.questionnaire, name="form"),
    path("<key:pk>/opening/", building.opening, name="opening"),
    path("<key:pk>/removal/", building.removal, name="removal"),
    path("<key:pk>/questions/", building.question_add, name="question_add"),
    path("questions/<key:pk>/", building.question, name="question"),
    path("questions/<key:pk>/move/", building.move, name="question_move"),
    path("questions/<key:pk>/retired/", building.retire, name="question_retired"),
    path("questions/<key:pk>/version/", building.version, name="question_version"),
    path("questions/<key:pk>/themes/", themes.themes, name="themes"),
    path("questions/<key:pk>/themes/answers/", themes.answers, name="theme_answers"),
    path("questions/<key:pk>/themes/sortings/", themes.sort, name="sort"),
    path("questions/<key:pk>/themes/progress/", themes.progress, name="sorting_progress"),
    path("themes/<key:pk>/", themes.theme, name="theme"),
    path("proposals/<key:pk>/", themes.group, name="group"),
    path("<key:pk>/quotas/", limits.listed, name="quotas"),
    path("quotas/<key:pk>/", limits.quota, name="quota"),
    path("<key:pk>/preview/<str:language>/", preview.preview, name="preview"),
    path("<key:pk>/results/", responses.results, name="results"),
    path("<key:pk>/export/", responses.export, name="export"),
    path("<key:pk>/responses/", responses.listed, name="responses"),
    path("<key:pk>/responses/decisions/", responses.decided, name="responses_decided"),
    path("responses/<key:pk>/aside/", responses.aside, name="response_aside"),
]
