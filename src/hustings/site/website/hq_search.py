"""Pages of the site in the search of HQ: those that the reader may edit."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from hustings.foundation.hq import search


def _edited(user: Any) -> QuerySet[Page]:
    found: QuerySet[Page] = page_permission_policy.instances_user_has_any_permission_for(user, {"change"})
    return found.filter(depth__gt=1).select_related("locale")


def _detail(page: Page) -> str:
    language = page.locale.get_display_name()
    return language if page.live else search.beside(language, _gettext("draft"))


PAGES = search.Rows(_edited, "draft_title", "wagtailadmin_pages:edit", _detail)
part = search.sources(search.Source("site_pages", _("Pages of the site"), "doc-full-inverse", 140, PAGES))
