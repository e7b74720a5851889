"""Addresses of imports, below /hq/people/."""

from django.urls import path

from hustings.people.imports.views import choices, imports

app_name = "imports"
urlpatterns = [
    path("imports/", imports.listed, name="imports"),
    path("imports/<key:pk>/", imports.detail, name="import"),
    path("imports/<key:pk>/progress/", imports.progress, name="import_progress"),
    path("imports/<key:pk>/shape/", imports.shape, name="import_shape"),
    path("imports/<key:pk>/check/", imports.check, name="import_check"),
    path("imports/<key:pk>/values/<int:at>/", choices.values, name="import_values"),
    path("imports/<key:pk>/plan/", choices.use_plan, name="import_plan"),
    path("imports/plans/<key:pk>/removal/", choices.remove_plan, name="import_plan_removal"),
    path("imports/<key:pk>/lines/", imports.lines, name="import_lines"),
    path("imports/<key:pk>/report/", imports.report, name="import_report"),
    path("imports/<key:pk>/refused/", imports.refused, name="import_refused"),
    *[
        path(f"imports/<key:pk>/{what}/", imports.deed, {"what": what}, name=f"import_{what}")
        for what in imports.DEEDS
    ],
]
