"""Addresses below /hq/ that stand before Wagtail's own: its users, groups and workflows stay closed."""

from django.urls import path
from django.views.generic import RedirectView

from hustings.foundation.accounts import access

# Who may do what is decided by grants alone.
CLOSED = ["users", "groups", "api-tokens", "collections", "workflows", "failwhale"]
urlpatterns = [
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    *(path(f"{name}/<path:rest>", access.closed) for name in CLOSED),
    *(path(f"{name}/", access.closed) for name in CLOSED),
]
