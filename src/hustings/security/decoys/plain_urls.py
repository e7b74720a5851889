"""Addresses of no language: for servers of ours, and for whoever follows a link that calls home."""

from django.urls import path

from hustings.security.decoys.views import reports, shared

urlpatterns = [
    path("api/decoys/v1/policy", reports.policy, name="decoys_policy"),
    path("api/decoys/v1/uses", reports.uses, name="decoys_uses"),
    path("shared/<str:token>/<str:name>", shared.shared, name="shared_file"),
]
