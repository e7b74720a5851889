"""HQ pages of the site."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import page_permission_policy

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.site.website.forms import ConsentLineForm
from hustings.site.website.hq import urls, wagtail_reports
from hustings.site.website.models import ConsentLine
from hustings.site.website.serving import redirect_tables, redirects


class ConsentLineViewSet(ModelViewSet):
    model = ConsentLine
    name = "consent_lines"
    url_prefix = "consent-lines"
    icon = "check"
    menu_label = _("Consents on the form")
    add_to_settings_menu = True
    list_display = ["purpose", "language", "wording", "position"]
    list_filter = ["language", "purpose"]
    exclude_form_fields: list[str] = []

    def get_form_class(self, for_update: bool = False) -> type[ConsentLineForm]:
        return ConsentLineForm


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Addresses of the site's part of HQ; redirects and Wagtail's reports are checked from now."""
    wagtail_reports.neutralise()
    redirects.check_in_hq()
    redirect_tables.read_in_hq()
    return [path("site/", include(urls))]


@hooks.register("construct_page_chooser_queryset")
def choose_what_is_public(pages: Any, request: HttpRequest) -> Any:
    """Whoever doesn't edit the site chooses among what everybody reads, and what is theirs to write on."""
    if access.everywhere(request.user, EDIT_SITE):
        return pages
    mine = page_permission_policy.instances_user_has_permission_for(request.user, "change")
    return pages.filter(Q(live=True) | Q(pk__in=mine.values("pk")))


@hooks.register("register_admin_viewset")
def consent_lines() -> ConsentLineViewSet:
    return ConsentLineViewSet()
