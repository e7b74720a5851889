"""Addresses of exports, unlocked contact data and erasure, below /hq/people/."""

from django.urls import include, path

from hustings.people.views import erasing, exports, unlocking, why

urlpatterns = [
    path("", include("hustings.people.urls_retention")),
    path("export/", exports.export, name="export"),
    path("export/plans/<key:pk>/removal/", exports.forget_plan, name="export_plan_removal"),
    path("unlocking/", unlocking.unlock, name="unlock"),
    path("unlocking/end/", unlocking.lock, name="lock"),
    path("unlockings/", unlocking.unlockings, name="unlockings"),
    path("<uuid:uid>/why/", why.why, name="why"),
    path("<uuid:uid>/erase/", erasing.erase, name="erase"),
]
