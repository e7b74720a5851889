"""Addresses of deeds on a record, below /hq/people/."""

from django.urls import path

from hustings.people.views import reach

urlpatterns = [
    *[
        path(f"<uuid:uid>/{ways}/<key:pk>/{what}/", view, {"ways": ways}, name=f"{ways}_{what}")
        for ways in reach.WAYS
        for what, view in [("status", reach.status), ("move", reach.move)]
    ],
    path("<uuid:uid>/marks/", reach.mark, name="marks"),
]
