"""Representatives, and what people write to them, in the search of HQ."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.hq import search
from hustings.people.persons.rights import sees_sums
from hustings.site.representatives.models import Appeal, Representative


def _seen(user: Any) -> QuerySet[Appeal] | None:
    return Appeal.objects.all() if sees_sums(user) else None


def _representatives(request: HttpRequest, text: str, n: int) -> Iterator[search.Hit]:
    if access.may(request.user, EDIT_SITE):
        found = search.newest(Representative.objects.all()).named(text)
        shown = Representative.objects.for_lists()
        yield from search.hits(found, shown, "representatives_hq:representative", lambda one: one.role, n)


part = search.sources(
    search.Source(
        "appeals",
        _("Write to representatives"),
        "mail",
        80,
        search.Rows(_seen, "titles", "appeals_hq:appeal"),
    ),
    search.Source("representatives", _("Representatives"), "group", 130, _representatives),
)
