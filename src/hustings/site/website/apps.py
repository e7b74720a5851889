"""Registers the app with Django."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "hustings.site.website"

    def ready(self) -> None:
        from hustings.site.website.serving import publication, site_version

        site_version.watch()
        publication.watch()
