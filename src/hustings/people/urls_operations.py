"""Addresses of deeds on many people, below /hq/people/."""

from django.urls import path

from hustings.people.actions.operations import DEEDS as STEPS
from hustings.people.forms.operations import DEEDS
from hustings.people.views import operations

urlpatterns = [
    path("operations/", operations.listed, name="operations"),
    path("operations/add/", operations.choose, name="operation_choose"),
    *[
        path(f"operations/add/{what}/", operations.add, {"what": what}, name=f"operation_add_{what}")
        for what in DEEDS
    ],
    path("operations/<key:pk>/", operations.detail, name="operation"),
    path("operations/<key:pk>/progress/", operations.progress, name="operation_progress"),
    *[
        path(f"operations/<key:pk>/{what}/", operations.deed, {"what": what}, name=f"operation_{what}")
        for what in STEPS
    ],
]
