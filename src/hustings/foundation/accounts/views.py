"""The account pages of our own: my account, one-time links, sessions, the way to a second factor."""

from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hustings.foundation.accounts import actions
from hustings.foundation.accounts.access import me
from hustings.foundation.accounts.forms import ProfileForm
from hustings.foundation.accounts.login import devices
from hustings.foundation.accounts.login.adapter import address_of
from hustings.foundation.accounts.middleware import has_second_factor
from hustings.foundation.accounts.models import Grant, Invitation, hashed
from hustings.foundation.lib.web import query_params


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """My account: name, language, roles, and the ways in."""
    form = ProfileForm(request.POST or None, instance=me(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:account")
    about = {
        "form": form,
        "grants": Grant.objects.live().filter(user=me(request)).select_related("zone"),
        "passkeys": Authenticator.objects.filter(user=me(request), type="webauthn"),
        "app": Authenticator.objects.filter(user=me(request), type="totp").first(),
        "codes": Authenticator.objects.filter(user=me(request), type="recovery_codes").first(),
    }
    return render(request, "accounts/account.html", about)


@login_required
def strengthen(request: HttpRequest) -> HttpResponse:
    onward = request.session.get("hq_next", "/hq/")
    if has_second_factor(me(request)):
        is_safe = url_has_allowed_host_and_scheme(onward, allowed_hosts=None)
        return redirect(onward if is_safe else "wagtailadmin_home")
    return render(request, "accounts/strengthen.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """A one-time link: seeing it spends nothing, as mail scanners look at links; going on does."""
    found = Invitation.objects.select_related("user", "made_by").filter(key=hashed(token)).first()
    if request.method != "POST":
        return _shown(request, found)
    try:
        user = actions.redeem(token=token, address=address_of(request))
    except actions.LinkSpent:
        return _shown(request, None)
    if request.user.is_authenticated:
        flows.logout.logout(request)  # a shared computer: the link's own user goes on
    onward = reverse("accounts:strengthen")
    response: HttpResponse = flows.login.perform_login(request, Login(user=user, redirect_url=onward))
    return response


def _shown(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    is_good = found is not None and found.is_open and found.user.is_active
    about = {"invitation": found if is_good else None}
    return render(request, "accounts/invitation.html", about, status=200 if is_good else 410)


@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Sessions in which I am signed in; one or all others can be ended."""
    here = request.session.session_key or ""
    if request.method == "POST":
        only = query_params.key(request.POST.get("session", ""))
        actions.sign_out_elsewhere(user=me(request), but=here, address=address_of(request), only=only)
        messages.success(request, _("Signed out there."))
        return redirect("usersessions_list")
    found = sorted(
        UserSession.objects.purge_and_list(me(request)), key=lambda s: s.last_seen_at, reverse=True
    )
    rows = [(row, devices.describe(row.user_agent), row.session_key == here) for row in found]
    return render(request, "accounts/sessions.html", {"rows": rows})
