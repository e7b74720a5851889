"""Candidates in the search of HQ."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import EDIT_CANDIDATES
from hustings.foundation.hq import search
from hustings.site.candidates.models import Candidacy


def _find(request: HttpRequest, text: str, n: int) -> Iterator[search.Hit]:
    if access.may(request.user, EDIT_CANDIDATES):
        found = search.newest(Candidacy.objects.visible_to(request.user)).named(text)
        shown = Candidacy.objects.for_pages()
        yield from search.hits(found, shown, "candidates:candidate", lambda one: one.zone.name, n)


part = search.sources(search.Source("candidates", _("Candidates"), "user", 120, _find))
