"""HQ: the way to a new page of the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.site.website.models import HomePage


@needs(EDIT_SITE)
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """Choose the kind of a page below the front page of this user's language, or of the first."""
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    home = homes.get(get_language() or "") or next(iter(homes.values()), None)
    return (
        redirect("wagtailadmin_pages:add_subpage", home.pk) if home else redirect("wagtailadmin_explore_root")
    )
