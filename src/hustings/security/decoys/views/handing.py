"""HQ: sets of decoy log-ins for phishing pages. Off until a director allows them; nothing is ever sent."""

from django.contrib import messages
from django.db.models import Count, F, Min, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.lib.web.frame import status_of
from hustings.security.decoys import actions, digests
from hustings.security.decoys.actions.people import MOST
from hustings.security.decoys.forms import SetForm
from hustings.security.decoys.models import Alarm, Distribution, Login
from hustings.security.decoys.rights import KEEP_DECOYS
from hustings.security.decoys.views.showing import page, posted, some


@needs(KEEP_DECOYS)
@require_safe
def sets(request: HttpRequest) -> HttpResponse:
    rows = Distribution.objects.annotate(
        n_logins=Count("decoys__logins"),
        n_used=Count("decoys__logins__first_used_at"),
        used_at=Min("decoys__logins__first_used_at"),
    ).order_by("-pk")
    about = {
        "page": some(request, rows), "keeping": digests.keeping(),
        "may_allow": access.everywhere(request.user, CHANGE_SETTINGS),
    }  # fmt: skip
    return page(request, "sets", _("Phishing pages"), about, tab="sets")


@needs(KEEP_DECOYS)
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One set: which of its log-ins were used, when first and from where."""
    found = get_object_or_404(Distribution, pk=pk)
    alarms = Alarm.objects.filter(kind=Alarm.Kind.LOGIN).order_by("pk")
    logins = Login.objects.filter(decoy__handing=found).select_related("decoy")
    rows = logins.prefetch_related(Prefetch("alarms", alarms)).order_by(
        F("first_used_at").asc(nulls_last=True)
    )
    about = {"handing": found, "logins": list(rows[:MOST])}
    return page(request, "set", found.page, about, tab="sets")


@needs(KEEP_DECOYS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Take one out: the note on the law, the form, and in the answer alone the passwords."""
    form, taken = SetForm(posted(request)), None
    if digests.keeping().sets_since is None:
        messages.error(request, _("A director must allow this first."))
        return redirect("decoys:sets")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            taken = actions.take_out(
                page=said["page"], why=said["why"], n=said["n"], domain=said["domain"],
                language=said["language"], user=me(request), has_confirmed=said["confirmed"],
            )  # fmt: skip
        except (actions.NotAllowed, actions.NoName, actions.AddressTaken) as refused:
            form.add_error(None, str(refused))
    about = {"form": form, "taken": taken}
    return page(request, "set_new", _("Get decoy log-ins"), about, tab="sets", status=status_of(form))


@needs(KEEP_DECOYS, CHANGE_SETTINGS)
@require_POST
def permission(request: HttpRequest) -> HttpResponse:
    try:
        actions.allow_sets(user=me(request), is_allowed="allow" in request.POST)
    except actions.NotAllowed:
        return access.denied(request)
    return redirect("decoys:sets")
