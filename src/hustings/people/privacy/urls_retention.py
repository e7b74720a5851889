"""Addresses of rules of retention, below /hq/people/."""

from django.urls import path

from hustings.people.privacy.views import retention

urlpatterns = [
    path("retention/", retention.listed, name="retention"),
    path("retention/add/", retention.rule, name="retention_add"),
    path("retention/<key:pk>/", retention.rule, name="retention_rule"),
    path("retention/<key:pk>/removal/", retention.remove, name="retention_removal"),
    *[
        path(f"retirements/<key:pk>/{what}/", retention.deed, {"what": what}, name=f"retirement_{what}")
        for what in retention.DEEDS
    ],
]
