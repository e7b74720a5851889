"""Addresses: those of every app, by what it contributes, and those of Wagtail."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as hq_urls
from wagtail.documents import urls as document_urls

from hustings.foundation.lib import routes

urlpatterns = [
    *i18n_patterns(  # before the others: they are what visitors ask for
        *routes.patterns(is_localised=True), prefix_default_language=True
    ),
    *routes.patterns(is_localised=False, places=[routes.Place.FIRST]),
    path("hq/", include(hq_urls)),
    path("documents/", include(document_urls)),
    path("api/v1/", include("hustings.shells.api.urls")),
    *routes.patterns(is_localised=False, places=[routes.Place.BETWEEN, routes.Place.LAST]),
]
if _errors := routes.errors.only():
    handler400 = _errors.bad_request
    handler403 = _errors.forbidden
    handler404 = _errors.not_found
