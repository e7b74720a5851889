"""Registers the app's part of HQ."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from hustings.territories import urls


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Everything below /hq/territories/ asks for access to HQ."""
    return [path("territories/", include(urls))]
