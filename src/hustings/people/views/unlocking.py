"""Contact data shown for a while, and the list of who asked for it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.accounts.access import needs
from hustings.accounts.rights import VIEW_LOGS
from hustings.lib.dates import date_format
from hustings.people import looking
from hustings.people.actions import unlocking
from hustings.people.forms.unlocking import UnlockForm
from hustings.people.models import Unlock
from hustings.people.refusals import Refused
from hustings.people.rights import VIEW_PEOPLE
from hustings.people.views import hq
from hustings.people.views.once import once

SIZE = 30


@needs(VIEW_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def unlock(request: HttpRequest) -> HttpResponse:
    """Ask what for, then show contact data for a while."""
    form = UnlockForm(hq.posted(request), initial={"next": request.GET.get("next", ""), "minutes": 60})
    if request.method == "POST" and form.is_valid():
        try:
            opened = unlocking.unlock(user=request.user, reason=form.cleaned_data["reason"], lasts=form.lasts)
            until = date_format(localtime(opened.ends_at), "TIME_FORMAT")
            messages.success(request, _("Contact data is shown until %(time)s.") % {"time": until})
            return redirect(_way_back(request, form.cleaned_data["next"]))
        except Refused as why:
            form.add_error("reason", str(why))
    return hq.page(
        request, "people/unlock.html", {"form": form}, title=_("Show contact data"),
        trail=hq.people_trail(), icon="lock-open", status=422 if form.errors else 200,
    )  # fmt: skip


@needs(VIEW_PEOPLE)
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Hide it again."""
    unlocking.lock(user=request.user)
    messages.success(request, _("Contact data is hidden again."))
    return redirect(_way_back(request, request.POST.get("next", "")))


def _way_back(request: HttpRequest, address: str) -> str:
    """The page that somebody came from, if it is one of ours."""
    ours = url_has_allowed_host_and_scheme(address, request.get_host(), require_https=request.is_secure())
    return address if address and ours else reverse("people:list")


@needs(VIEW_LOGS)
@require_safe
def unlockings(request: HttpRequest) -> HttpResponse:
    """Who had contact data shown, when, what for, and how many people they saw."""
    pages = Paginator(Unlock.objects.select_related("user").annotate(n_seen=looking.n_seen()), SIZE)
    found = pages.get_page(request.GET.get("p"))
    shown: list[Any] = list(found)  # with what was annotated
    rows = [(opened, opened.n_seen) for opened in shown]
    return hq.page(
        request, "people/unlockings.html", {"rows": rows, "found": found}, title=_("Who saw contact data"),
        trail=hq.people_trail(), icon="view",
    )  # fmt: skip
