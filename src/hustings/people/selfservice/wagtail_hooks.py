"""Addresses of the team's pages about own pages."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Addresses of this app below /hq/people/."""
    return [path("people/", include("hustings.people.selfservice.urls_hq"))]
