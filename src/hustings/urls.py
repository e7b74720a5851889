"""Addresses."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as hq_urls
from wagtail.documents import urls as document_urls

from hustings.accounts import access
from hustings.website import files

# Wagtail's own users, groups and workflows: who may do what is decided by grants alone.
CLOSED = ["users", "groups", "api-tokens", "collections", "workflows", "failwhale"]


urlpatterns = [
    *i18n_patterns(  # first: they are what visitors ask for
        path("", include("hustings.website.urls")),
        path("", include("hustings.events.urls_public")),
        path("", include("hustings.embeds.urls_public")),
        path("", include("hustings.people.urls_own_page")),
        path("", include("hustings.sharing.urls_public")),
        path("", include("hustings.surveys.urls_public")),
        path("", include("hustings.petitions.urls_public")),
        path("", include("hustings.representatives.urls_public")),
        path("", include("hustings.mailing.urls_letters")),
        path("", include("hustings.candidates.public_urls")),
        path("", include("hustings.website.serving")),
        prefix_default_language=True,
    ),
    path("account/", include("hustings.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("hq/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    *(path(f"hq/{name}/<path:rest>", access.closed) for name in CLOSED),
    *(path(f"hq/{name}/", access.closed) for name in CLOSED),
    path("hq/", include(hq_urls)),
    path("documents/", include(document_urls)),
    re_path(r"^media/(?P<path>.{1,1000})$", files.uploaded),
    path("api/v1/", include("hustings.api.urls")),
    path("api/shield/v1/", include("hustings.shield.api.urls")),
    path("", include("hustings.mailing.plain_urls")),
    path("", include("hustings.website.plain_urls")),  # before those whose names may be any
    path("", include("hustings.decoys.plain_urls")),
    path("", include("hustings.embeds.plain_urls")),
]
handler400 = "hustings.website.views.unreadable"
handler403 = "hustings.website.views.forbidden"
handler404 = "hustings.website.views.not_found"
