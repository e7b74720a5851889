"""HQ: links that call home, and who came."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.frame import status_of
from hustings.security.decoys import actions
from hustings.security.decoys.forms import LinkForm
from hustings.security.decoys.models import Link, Visit
from hustings.security.decoys.rights import KEEP_DECOYS
from hustings.security.decoys.views.showing import page, posted, some


@needs(KEEP_DECOYS)
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest) -> HttpResponse:
    form = LinkForm(posted(request))
    if request.method == "POST" and form.is_valid():
        made = actions.make_link(user=me(request), **form.cleaned_data)
        return redirect("decoys:link", made.pk)
    people = Q(visits__who__in=[Visit.Who.PERSON, Visit.Who.UNSURE])
    rows = Link.objects.annotate(n_people=Count("visits", people), n=Count("visits")).order_by("-pk")
    about = {"form": form, "page": some(request, rows)}
    return page(request, "links", _("Links"), about, tab="links", status=status_of(form))


@needs(KEEP_DECOYS)
@require_safe
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: its address, and who came."""
    found = get_object_or_404(Link, pk=pk)
    about = {"link": found, "address": actions.address_of(found), "page": some(request, found.visits.all())}
    return page(request, "link", found.name, about, tab="links")
