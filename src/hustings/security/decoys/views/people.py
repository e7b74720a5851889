"""HQ: decoy people and their log-ins."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.frame import status_of
from hustings.security.decoys import actions
from hustings.security.decoys.forms import PeopleForm, PlaceForm
from hustings.security.decoys.models import Decoy
from hustings.security.decoys.rights import KEEP_DECOYS
from hustings.security.decoys.views.showing import page, posted, some

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@needs(KEEP_DECOYS)
@_GET_POST
def people(request: HttpRequest) -> HttpResponse:
    form = PeopleForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.invent_people(user=me(request), **form.cleaned_data)
        except (actions.NoName, actions.AddressTaken) as refused:
            form.add_error(None, str(refused))
        else:
            words = ngettext("%(n)d decoy person was made.", "%(n)d decoy people were made.", len(made))
            messages.success(request, words % {"n": len(made)})
            return redirect("decoys:people")
    rows = Decoy.objects.filter(handing=None).annotate(n_logins=Count("logins")).order_by("-pk")
    about = {"form": form, "page": some(request, rows)}
    return page(request, "people", _("Decoy people"), about, tab="people", status=status_of(form))


@needs(KEEP_DECOYS)
@_GET_POST
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, with the log-ins given to lures; a new one's password is shown in the answer alone."""
    decoy = get_object_or_404(Decoy.objects.select_related("handing"), pk=pk)
    form, shown = PlaceForm(posted(request)), None
    if request.method == "POST" and form.is_valid() and decoy.retired_at is None:
        try:
            shown = actions.add_login(decoy=decoy, user=me(request), place=form.cleaned_data["place"])
            form = PlaceForm()
        except actions.OnlyOnce as refused:
            form.add_error(None, str(refused))
    about = {
        "decoy": decoy, "logins": decoy.logins.all()[:200], "alarms": decoy.alarms.all()[:20], "form": form,
        "shown": [shown] if shown else None,
    }  # fmt: skip
    return page(request, "person", str(decoy), about, tab="people", status=status_of(form))


@needs(KEEP_DECOYS)
@require_POST
def retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Give them to no lure any more."""
    actions.retire(decoy=get_object_or_404(Decoy, pk=pk), user=me(request))
    messages.success(request, _("Retired. Whoever uses it still raises an alarm."))
    return redirect("decoys:person", pk)
