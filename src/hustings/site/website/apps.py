"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "hustings.site.website"
    label = "website"
    verbose_name = _("Website")

    def ready(self) -> None:
        from hustings.site.website.serving import publication, site_version

        site_version.watch()
        publication.watch()
