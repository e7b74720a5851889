"""Mail sources and guards."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.lib.web import rate_limits
from hustings.foundation.lib.web.frame import status_of
from hustings.security.incidents import actions
from hustings.security.incidents.forms import GuardForm, SourceForm
from hustings.security.incidents.models import Guard, Look, Source
from hustings.security.incidents.views import hq

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
_LATELY = timedelta(days=30)
TRIES = 10  # tests of mailboxes in a minute: each asks a server for up to 40 seconds
MOST = 500
# What a guard is started with on its own machine.
COMMANDS: dict[str, str] = {
    Guard.Kind.MILTER: "mailguard milter --listen 127.0.0.1:11391 --folder /var/lib/mailguard --online"
    " --platform {platform} --token-file /etc/mailguard/token --send-raw",
    Guard.Kind.WATCHER: "mailguard watch /etc/mailguard/watch.toml --folder /var/lib/mailguard/watch --online"
    " --hq {platform} --token /etc/mailguard/token",
}


@needs(GUARD_MAIL)
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Sources that are watched, and those that can't be."""
    rows = list(Source.objects.live().select_related("user")[:MOST])
    lately = Look.objects.filter(what=Look.What.SET_ASIDE, at__gt=timezone.now() - _LATELY)
    context = {
        "rows": rows, "guards": Guard.objects.live().exclude(kind=Guard.Kind.OWN).count(),
        "asides": list(lately.order_by("-at", "-pk")[:20]),
    }  # fmt: skip
    return hq.page(request, "sources", _("Monitored mailboxes"), context, hq.home())


@needs(GUARD_MAIL)
@_GET_POST
def source_new(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in (Source.Kind.MAILBOX, Source.Kind.REPORTS):
        return redirect("incidents:sources")
    return _source(request, Source(kind=kind))


@needs(GUARD_MAIL)
@_GET_POST
def source(request: HttpRequest, pk: int) -> HttpResponse:
    return _source(request, get_object_or_404(Source.objects.live().mailboxes(), pk=pk))


def _source(request: HttpRequest, one: Source) -> HttpResponse:
    form = SourceForm(request.POST or None, instance=one)
    if request.method == "POST" and form.is_valid():
        kept = actions.keep_source(
            source=form.save(commit=False), secret=form.cleaned_data["secret"],
            client_secret=form.cleaned_data["client_secret"], **hq.by(request),
        )  # fmt: skip
        _try_out(request, kept)
        return redirect("incidents:source", kept.pk)
    title = one.name if one.pk else str(Source.Kind(one.kind).label).capitalize()
    trail = [hq.home(), (reverse("incidents:sources"), _("Monitored mailboxes"))]
    return hq.page(request, "source", title, {"form": form, "one": one}, *trail, status=status_of(form))


def _try_out(request: HttpRequest, one: Source) -> None:
    if rate_limits.is_beyond("mailbox test", hq.who(request).pk, TRIES):
        messages.warning(request, _("Saved, but not tested: too many tests. Try again in a minute."))
        return
    tried, problem = actions.try_out(source=one)
    if tried is None:
        messages.error(request, _("Saved, but the test failed. %(problem)s") % {"problem": problem})
        return
    says = _("Test successful. Folders: %(folders)s")
    messages.success(request, says % {"folders": ", ".join(tried.folders[:20])})
    if one.kind == Source.Kind.REPORTS and tried.n:
        says = ngettext(
            "%(n)s message already in “%(folder)s” won’t be touched. If this is someone’s "
            "personal mailbox, remove it now and use a separate mailbox for reports.",
            "%(n)s messages already in “%(folder)s” won’t be touched. If this is someone’s "
            "personal mailbox, remove it now and use a separate mailbox for reports.",
            tried.n,
        )
        messages.warning(request, says % {"n": tried.n, "folder": one.folder})


@needs(GUARD_MAIL)
@require_POST
def source_deeds(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Source.objects.live(), pk=pk)
    if request.POST.get("do") == "remove":
        actions.remove_source(source=one, **hq.by(request))
        messages.success(request, _("The mailbox was removed and its password deleted."))
        return redirect("incidents:sources")
    if request.POST.get("do") == "test" and one.kind != Source.Kind.SERVER:
        _try_out(request, one)
    return redirect("incidents:source", pk)


@needs(GUARD_MAIL)
@_GET_POST
def guards(request: HttpRequest) -> HttpResponse:
    """Guards that speak with us; a new one's token is shown once, on this very answer."""
    form, token, made = GuardForm(request.POST or None), "", None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made, token = actions.add_guard(name=said["name"], kind=said["kind"], **hq.by(request))
            form = GuardForm()
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
    rows = Guard.objects.exclude(kind=Guard.Kind.OWN).select_related("made_by")[:MOST]
    platform = f"{request.scheme}://{request.get_host()}"
    context = {
        "form": form, "rows": list(rows), "token": token, "made": made,
        "command": made and COMMANDS[made.kind].format(platform=platform),
    }  # fmt: skip
    answer = hq.page(request, "guards", _("Mail connectors"), context, hq.home(), status=status_of(form))
    answer["Cache-Control"] = "no-store"
    return answer


@needs(GUARD_MAIL)
@require_POST
def guard_end(request: HttpRequest, pk: int) -> HttpResponse:
    actions.revoke(guard=get_object_or_404(Guard, pk=pk), **hq.by(request))
    messages.success(request, _("The token has been revoked."))
    return redirect("incidents:guards")
