"""Local groups in the search of HQ."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hustings.field.groups.models import LocalGroup
from hustings.field.groups.rights import CHANGE_GROUPS
from hustings.foundation.accounts import access
from hustings.foundation.hq import search


def _find(request: HttpRequest, text: str, n: int) -> Iterator[search.Hit]:
    if access.may(request.user, CHANGE_GROUPS):
        found = search.newest(LocalGroup.objects.visible_to(request.user)).named(text)
        shown = LocalGroup.objects.for_lists()
        yield from search.hits(found, shown, "groups:group", lambda one: one.zone.name, n)


part = search.sources(search.Source("groups", _("Local groups"), "group", 100, _find))
