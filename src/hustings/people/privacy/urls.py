"""Addresses of exports, unlocked contact data and erasure, below /hq/people/."""

from django.urls import include, path

from hustings.people.privacy.views import erasure, exports, provenance, unlocks

app_name = "privacy"
urlpatterns = [
    path("", include("hustings.people.privacy.urls_retention")),
    path("export/", exports.export, name="export"),
    path("export/plans/<key:pk>/removal/", exports.forget_plan, name="export_plan_removal"),
    path("unlocking/", unlocks.unlock, name="unlock"),
    path("unlocking/end/", unlocks.lock, name="lock"),
    path("unlockings/", unlocks.unlockings, name="unlockings"),
    path("<uuid:uid>/why/", provenance.why, name="why"),
    path("<uuid:uid>/erase/", erasure.erase, name="erase"),
]
