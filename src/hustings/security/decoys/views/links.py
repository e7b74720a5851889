"""HQ: links that call home, and who came."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.hq.tables import Column, Number, Title
from hustings.security.decoys import actions
from hustings.security.decoys.forms import LinkForm
from hustings.security.decoys.models import Link, Visit
from hustings.security.decoys.rights import KEEP_DECOYS
from hustings.security.decoys.views.showing import DecoyList, page, some


class Links(DecoyList):
    """Links, the newest first."""

    title, tab = gettext_lazy("Alert links"), "links"
    intro = gettext_lazy(
        "A link that looks like a shared file. Anyone who opens it has read the place where you put it."
    )
    columns = (
        Title("name", gettext_lazy("Name"), url="decoys:link"),
        Column("place", gettext_lazy("Location")),
        Number("n_people", gettext_lazy("By people")),
        Number("n", gettext_lazy("All visits")),
    )
    hint = gettext_lazy("Create one for each place.")
    form_class = LinkForm
    form_title, form_submit = gettext_lazy("New link"), gettext_lazy("Create")

    def rows(self) -> QuerySet[Link]:
        people = Q(visits__who__in=[Visit.Who.PERSON, Visit.Who.UNSURE])
        return Link.objects.annotate(n_people=Count("visits", people), n=Count("visits"))

    def add(self, said: dict[str, Any]) -> HttpResponse:
        return redirect("decoys:link", actions.make_link(user=self.user, **said).pk)


@needs(KEEP_DECOYS)
@require_safe
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: its address, and who came."""
    found = get_object_or_404(Link, pk=pk)
    about = {"link": found, "address": actions.address_of(found), "page": some(request, found.visits.all())}
    return page(request, "link", found.name, about, tab="links")
