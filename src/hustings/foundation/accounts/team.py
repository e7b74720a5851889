"""The team in HQ: who is in it, what is granted to them, and the security log."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings.foundation.accounts import access, actions
from hustings.foundation.accounts.access import me
from hustings.foundation.accounts.forms import GrantForm, InviteForm
from hustings.foundation.accounts.login.adapter import address_of
from hustings.foundation.accounts.models import Grant, LogEntry, User
from hustings.foundation.accounts.rights import CHANGE_TEAM, VIEW_LOGS, VIEW_TEAM
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import frame

REFUSALS = (actions.BeyondYourRights, actions.LastDirector, actions.AlreadyMember)
LINES = 50


@access.needs(VIEW_TEAM)
def members(request: HttpRequest) -> HttpResponse:
    text = query_params.text(request)
    users = User.objects.order_by("-is_active", "last_name", "first_name", "email").prefetch_related(
        Prefetch("grants", Grant.objects.live().select_related("zone"), to_attr="live_grants")
    )
    strong = Authenticator.objects.filter(user=OuterRef("pk"), type__in=["webauthn", "totp"])
    users = users.annotate(has_second_factor=Exists(strong))
    for word in text.split():
        named = Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
        users = users.filter(named)
    found = Paginator(users, LINES).get_page(request.GET.get("p"))
    about = {"members": found, "text": text, "may_change": access.may(request.user, CHANGE_TEAM)}
    return _page(request, "members", [], about)


@access.needs(VIEW_TEAM)
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """One member: grants, ways in, what happened."""
    user = get_object_or_404(User, pk=pk)
    may_change = access.may(request.user, CHANGE_TEAM)
    ways = Authenticator.objects.filter(user=user).values_list("type", flat=True)
    about = {
        "member": user,
        "grants": user.grants.select_related("zone", "granted_by").order_by("-granted_at"),
        "passkeys": sum(way == "webauthn" for way in ways),
        "has_app": "totp" in ways,
        "devices": user.devices.order_by("-last_seen_at")[:5],
        "form": GrantForm() if may_change else None,
        "may_change": may_change and user != me(request),
        "lines": user.log.select_related("actor", "subject").order_by("-at", "-id")[:10]
        if access.may(request.user, VIEW_LOGS)
        else None,
    }
    return _page(request, "member", [(str(user), "")], about)


@access.needs(CHANGE_TEAM)
def invitation(request: HttpRequest) -> HttpResponse:
    """Invite somebody: a mail with a link that lets them in once."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.invite(**form.cleaned_data, by=me(request), address=address_of(request))
            messages.success(request, _("Invitation sent. The link works for three days."))
            return redirect("accounts_hq:member", made.user_id)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
    status = 422 if form.errors else 200
    return _page(request, "invitation", [(_("Invite"), "")], {"form": form, "media": form.media}, status)


@require_POST
@access.needs(CHANGE_TEAM)
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    form = GrantForm(request.POST)
    if not form.is_valid():
        said = [error for errors in form.errors.values() for error in errors]
        messages.error(request, " ".join(str(error) for error in said))
        return redirect("accounts_hq:member", pk)
    return _do(request, user, lambda **who: actions.grant(user=user, **form.cleaned_data, **who))


@require_POST
@access.needs(CHANGE_TEAM)
def grant_end(request: HttpRequest, pk: int) -> HttpResponse:
    ending = get_object_or_404(Grant.objects.select_related("user", "zone"), pk=pk)
    return _do(request, ending.user, lambda **who: actions.revoke(grant=ending, **who))


@require_POST
@access.needs(CHANGE_TEAM)
def deactivation(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    return _do(request, user, lambda **who: actions.deactivate(user=user, **who))


@require_POST
@access.needs(CHANGE_TEAM)
def reactivation(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    return _do(request, user, lambda **who: actions.reactivate(user=user, **who))


@require_POST
@access.needs(CHANGE_TEAM)
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail a member a new way in; with ``reset`` their second factors are taken away first."""
    user = get_object_or_404(User, pk=pk)
    deed = actions.reset_second_factor if "reset" in request.POST else actions.new_link
    return _do(request, user, lambda **who: deed(user=user, **who))


@access.needs(VIEW_LOGS)
def log(request: HttpRequest) -> HttpResponse:
    """The security log, newest first; the next page begins after the last line, however many there are."""
    lines = LogEntry.objects.select_related("actor", "subject").order_by("-at", "-id")
    kind = request.GET.get("kind", "")
    if kind in LogEntry.Kind.values:
        lines = lines.filter(kind=kind)
    if after := _place(request.GET.get("after", "")):
        at, pk = after
        lines = lines.filter(at__lte=at).filter(Q(at__lt=at) | Q(pk__lt=pk))
    found = list(lines[: LINES + 1])
    last = found[LINES - 1] if len(found) > LINES else None
    about = {
        "lines": found[:LINES],
        "kinds": LogEntry.Kind.choices,
        "kind": kind,
        "after": f"{last.at.isoformat()}~{last.pk}" if last else "",
    }
    return _page(request, "log", [(_("Security log"), "")], about)


def _place(text: str) -> tuple[datetime, int] | None:
    """End of a page of the log: its last line's time and number."""
    moment, __, number = text.partition("~")
    try:
        at = parse_datetime(moment.replace(" ", "+"))  # a plus sign in an address reads as a space
    except ValueError:
        return None
    pk = query_params.key(number)
    return (at, pk) if at and at.tzinfo and pk is not None else None


def _do(request: HttpRequest, user: User, deed: Callable[..., Any]) -> HttpResponse:
    """Do it, or say why not; then back to the member."""
    try:
        deed(by=me(request), address=address_of(request))
        messages.success(request, _("Done."))
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return redirect("accounts_hq:member", user.pk)


def _page(
    request: HttpRequest, name: str, crumbs: list[tuple[str, str]], about: dict[str, Any], status: int = 200
) -> HttpResponse:
    steps = [(reverse("accounts_hq:members"), _("Team")), *((url, label) for label, url in crumbs)]
    title = steps.pop()[1]
    return render(
        request, f"accounts/hq/{name}.html", frame(title, *steps, icon="user") | about, status=status
    )
