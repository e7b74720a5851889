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

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import VIEW_LOGS
from hustings.foundation.lib.dates import date_format
from hustings.people.persons.access import access_log
from hustings.people.persons.models import Unlock
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once
from hustings.people.privacy.actions import unlocks
from hustings.people.privacy.forms.unlocks import UnlockForm

SIZE = 30


@needs(VIEW_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def unlock(request: HttpRequest) -> HttpResponse:
    """Ask what for, then show contact data for a while."""
    form = UnlockForm(frame.posted(request), initial={"next": request.GET.get("next", ""), "minutes": 60})
    if request.method == "POST" and form.is_valid():
        try:
            opened = unlocks.unlock(user=request.user, reason=form.cleaned_data["reason"], lasts=form.lasts)
            until = date_format(localtime(opened.ends_at), "TIME_FORMAT")
            messages.success(request, _("Contact data is shown until %(time)s.") % {"time": until})
            return redirect(_way_back(request, form.cleaned_data["next"]))
        except Refused as why:
            form.add_error("reason", str(why))
    return frame.page(
        request, "privacy/unlock.html", {"form": form}, title=_("Show contact data"),
        trail=frame.people_trail(), icon="lock-open", status=422 if form.errors else 200,
    )  # fmt: skip


@needs(VIEW_PEOPLE)
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    unlocks.lock(user=request.user)
    messages.success(request, _("Contact data is hidden again."))
    return redirect(_way_back(request, request.POST.get("next", "")))


def _way_back(request: HttpRequest, address: str) -> str:
    ours = url_has_allowed_host_and_scheme(address, request.get_host(), require_https=request.is_secure())
    return address if address and ours else reverse("segments:list")


@needs(VIEW_LOGS)
@require_safe
def unlockings(request: HttpRequest) -> HttpResponse:
    pages = Paginator(Unlock.objects.select_related("user").annotate(n_seen=access_log.n_seen()), SIZE)
    found = pages.get_page(request.GET.get("p"))
    shown: list[Any] = list(found)  # with what was annotated
    rows = [(opened, opened.n_seen) for opened in shown]
    return frame.page(
        request, "privacy/unlockings.html", {"rows": rows, "found": found}, title=_("Who saw contact data"),
        trail=frame.people_trail(), icon="view",
    )  # fmt: skip
